using System.Collections.Frozen;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Every word that a rule of redaction asks for: a longer word that is not here is kept by none of them.</summary>
internal static class Vocabulary
{
    public static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal, [.. All().Distinct()]);

    public static readonly FrozenSet<string> Gaps = FrozenSet.Create(StringComparer.Ordinal, "-", ",", ".", "/", "(", ")", ") ", "[", "]", "+", ":", "?", "!", "£", "$", "€", ",[", ".[", "][", "@", "'");

    private static IEnumerable<string> All() =>
        string.Join(' ', Digits, Cards, Accounts, Phones, References, People, Dates, Mail, Fillers).Split(' ')
            .Concat(Enumerable.Range(0, 100).Select(number => $"{number}"))
            .Concat(Enumerable.Range(0, 10).Select(number => $"0{number}"))
            .Concat(Enumerable.Range('a', 26).Select(letter => $"{(char)letter}"));

    private const string Digits =
        "zero oh nought naught nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        + "seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred double triple treble "
        + "quadruple for to too won ate thousand plus";

    private const string Cards =
        "card cards visa mastercard amex debit credit pan long number cvv cvc cv2 cvv2 cvc2 ccv security code the back signature strip "
        + "expiry expires expire expiration exp ending in valid thru through until till from good end date voucher offer contract warranty passport "
        + "licence license deal tariff membership coupon ticket discount subscription trial insurance mot permit visa's code's";

    private const string Accounts = "sort sortcode account acc acct iban national ni nino social ssn digits";

    private const string Phones =
        "phone mobile cell landline telephone call ring text reach whatsapp fax tel dial callback";

    private const string References =
        "order reference ref tracking serial meter reading parcel invoice ticket case claim barcode mpan mprn policy booking job quote "
        + "consignment customer pounds pound pence quid dollars euros percent minutes hours days weeks months years times units kwh miles";

    private const string People =
        "postcode postal zip born birth birthday dob alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo "
        + "lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu";

    private const string Dates =
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
        + "nov dec first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        + "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth of and 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th "
        + "14th 15th 16th 17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st";

    private const string Mail =
        "email e-mail mail emails address dot underscore dash hyphen at com co uk org net ie edu gov ac us ca au nz in eu de fr es it nl "
        + "io info biz me nhs za gmail googlemail hotmail outlook yahoo icloud aol live btinternet sky virginmedia protonmail proton msn "
        + "talktalk ntlworld mac ymail comcast verizon eircom look looking looked was am i'm is are go be ordered bought up shop them "
        + "not there here available find found online website checked see you this that";

    private const string Fillers = "um uh er erm hmm mm space yeah yes yep ok okay right then so it's its and that's";
}
