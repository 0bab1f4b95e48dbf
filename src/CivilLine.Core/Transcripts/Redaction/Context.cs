namespace CivilLine.Transcripts.Redaction;

/// <summary>What the words just before a number say that it is.</summary>
internal static class Context
{
    private const int Reach = 8;

    public static bool IsCard(List<Token> tokens, int at) =>
        Any(tokens, at, Reach, word => word is "card" or "visa" or "mastercard" or "amex" or "debit" or "pan")
        || Pair(tokens, at, Reach, "long", "number");

    public static bool IsCardCode(List<Token> tokens, int at) =>
        Any(tokens, at, 6, word => word is "cvv" or "cvc" or "cv2" or "cvv2" or "cvc2" or "ccv")
        || Pair(tokens, at, 6, "security", "code") || Pair(tokens, at, 6, "security", "number")
        || Pair(tokens, at, 6, "the", "back") || Pair(tokens, at, 6, "signature", "strip") || Pair(tokens, at, 6, "c", "v");

    /// <summary>A card's end of validity, and not a voucher's or a contract's.</summary>
    public static bool IsExpiry(List<Token> tokens, int at) =>
        (Any(tokens, at, 5, word => word is "expiry" or "expires" or "expire" or "expiration" or "exp")
            || Pair(tokens, at, 4, "valid", "to") || Pair(tokens, at, 4, "valid", "until") || Pair(tokens, at, 4, "valid", "thru")
            || Pair(tokens, at, 4, "valid", "through") || Pair(tokens, at, 4, "good", "through") || Pair(tokens, at, 4, "end", "date"))
        && !Pair(tokens, at, 2, "ending", "in")
        && !Any(tokens, at, 12, word => word is "voucher" or "offer" or "contract" or "warranty" or "passport" or "licence" or "license"
            or "deal" or "tariff" or "membership" or "coupon" or "ticket" or "discount" or "subscription" or "trial" or "insurance"
            or "mot" or "permit" or "code" or "policy" or "booking" or "order");

    public static bool IsPostcode(List<Token> tokens, int at) =>
        Any(tokens, at, Reach, word => word is "postcode" or "postal" or "zip") || Pair(tokens, at, Reach, "post", "code");

    public static bool IsBirth(List<Token> tokens, int at) => Any(tokens, at, Reach, word => word is "born" or "birth" or "birthday" or "dob");

    public static bool IsSortCode(List<Token> tokens, int at) =>
        Pair(tokens, at, Reach, "sort", "code") || Any(tokens, at, Reach, word => word == "sortcode");

    public static bool IsAccount(List<Token> tokens, int at) =>
        Any(tokens, at, 5, word => word is "account" or "acc" or "acct" or "a/c") || IsSortCode(tokens, at);

    public static bool IsPhone(List<Token> tokens, int at) =>
        Any(tokens, at, 6, word => word is "phone" or "mobile" or "cell" or "landline" or "telephone" or "call" or "ring"
            or "text" or "reach" or "whatsapp" or "fax" or "tel" or "dial" or "callback");

    public static bool IsReference(List<Token> tokens, int at) =>
        Any(tokens, at, 5, word => word is "order" or "reference" or "ref" or "tracking" or "serial" or "meter" or "reading"
            or "parcel" or "invoice" or "ticket" or "case" or "claim" or "barcode" or "mpan" or "mprn" or "policy");

    public static bool IsSocialSecurity(List<Token> tokens, int at) =>
        Pair(tokens, at, Reach, "social", "security") || Any(tokens, at, 5, word => word is "ssn" or "social");

    /// <summary>The number, and not the benefit: "on social security since 2019".</summary>
    public static bool IsSocialSecurityNumber(List<Token> tokens, int at) =>
        IsSocialSecurity(tokens, at) && Any(tokens, at, Reach, word => word is "number" or "digits" or "four" or "ssn");

    public static bool IsNationalInsurance(List<Token> tokens, int at) =>
        Pair(tokens, at, Reach, "national", "insurance") || Pair(tokens, at, 5, "n", "i") || Any(tokens, at, 5, word => word is "ni" or "nino");

    public static bool IsEmail(List<Token> tokens, int at) =>
        Any(tokens, at, Reach, word => word is "email" or "e-mail" or "mail" or "emails" or "address");

    private static bool Any(List<Token> tokens, int at, int reach, Func<string, bool> isWord)
    {
        for (var i = at - 1; i >= 0 && i >= at - reach; i--)
        {
            // What stands in brackets is an earlier cut's label, not what the caller said.
            if (isWord(tokens[i].Text) && !tokens[i].Gap.EndsWith('['))
                return true;
        }

        return false;
    }

    private static bool Pair(List<Token> tokens, int at, int reach, string first, string second)
    {
        for (var i = at - 1; i > 0 && i >= at - reach; i--)
        {
            if (tokens[i].Text == second && tokens[i - 1].Text == first)
                return true;
        }

        return false;
    }
}
