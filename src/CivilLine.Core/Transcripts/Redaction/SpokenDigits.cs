namespace CivilLine.Transcripts.Redaction;

/// <summary>Digits as they are typed and as people say them: "oh seven double seven", "forty one eleven", "nine hundred".</summary>
internal static class SpokenDigits
{
    /// <param name="insideRun">Whether digits went before, which lets "hundred" stand for two noughts.</param>
    /// <returns>How many tokens were read; 0 where no digit starts here.</returns>
    public static int Read(List<Token> tokens, int at, bool insideRun, out string digits)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Number)
        {
            digits = token.Text;
            return 1;
        }

        digits = "";
        if (token.Kind != TokenKind.Word)
            return 0;
        if (Repeats(token.Text) is var times and > 1)
            return at + 1 < tokens.Count && One(tokens[at + 1]) is { } repeated && Set(new string(repeated, times), out digits) ? 2 : 0;
        if (Teen(token.Text) is { } teen)
            return Set(teen, out digits) ? 1 : 0;
        if (Ten(token.Text) is { } ten)
        {
            var unit = at + 1 < tokens.Count && tokens[at + 1].Gap is "" or "-" ? Unit(tokens[at + 1].Text) : null;
            return Set(ten + (unit ?? "0"), out digits) ? unit is null ? 1 : 2 : 0;
        }

        if (One(token) is { } one)
        {
            var hundred = insideRun && at + 1 < tokens.Count && tokens[at + 1].Text == "hundred";
            return Set(hundred ? one + "00" : one.ToString(), out digits) ? hundred ? 2 : 1 : 0;
        }

        return 0;
    }

    private static bool Set(string value, out string digits)
    {
        digits = value;
        return true;
    }

    private static char? One(Token token) => token.Text switch
    {
        "zero" or "oh" or "o" or "nought" or "naught" or "nil" => '0',
        { Length: 1 } text when char.IsAsciiDigit(text[0]) => text[0],
        var text when Unit(text) is { } unit => unit[0],
        _ => null,
    };

    private static string? Unit(string word) => word switch
    {
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        _ => null,
    };

    private static int Repeats(string word) => word switch
    {
        "double" => 2,
        "triple" or "treble" => 3,
        "quadruple" => 4,
        _ => 1,
    };

    private static string? Teen(string word) => word switch
    {
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        _ => null,
    };

    private static string? Ten(string word) => word switch
    {
        "twenty" => "2",
        "thirty" => "3",
        "forty" or "fourty" => "4",
        "fifty" => "5",
        "sixty" => "6",
        "seventy" => "7",
        "eighty" => "8",
        "ninety" => "9",
        _ => null,
    };
}
