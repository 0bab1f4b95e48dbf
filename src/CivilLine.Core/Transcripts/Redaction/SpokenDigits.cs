namespace CivilLine.Transcripts.Redaction;

/// <summary>Digits as they are typed and as people say them: "oh seven double seven", "forty one eleven", "nine hundred".</summary>
internal static class SpokenDigits
{
    private static readonly string[] Ones = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private static readonly string[] Pairs = [.. Enumerable.Range(0, 100).Select(pair => pair.ToString("00", System.Globalization.CultureInfo.InvariantCulture))];
    private static readonly string[][] Repeated =
        [.. Enumerable.Range(2, 3).Select(times => Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), times)).ToArray())];
    private static readonly string[] Hundreds = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}00")];

    public static bool IsOne(List<Token> tokens, int at) => Read(tokens, at, false, out _) > 0;

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
        if (token.Kind != TokenKind.Word || token.Text.Length == 0)
            return 0;
        if (Repeats(token.Text) is var times and > 1)
            return at + 1 < tokens.Count && One(tokens[at + 1].Text) is { } repeated && Set(Repeated[times - 2][repeated], out digits) ? 2 : 0;
        if (Teen(token.Text) is { } teen)
            return Set(Pairs[teen], out digits) ? 1 : 0;
        if (Ten(token.Text) is { } ten)
        {
            var unit = at + 1 < tokens.Count && tokens[at + 1].Gap is "" or "-" ? Unit(tokens[at + 1].Text) : null;
            return Set(Pairs[(ten * 10) + (unit ?? 0)], out digits) ? unit is null ? 1 : 2 : 0;
        }

        if (One(token.Text) is { } one)
        {
            var hundred = insideRun && at + 1 < tokens.Count && tokens[at + 1].Text == "hundred";
            return Set(hundred ? Hundreds[one] : Ones[one], out digits) ? hundred ? 2 : 1 : 0;
        }

        return 0;
    }

    /// <summary>What a recogniser writes for a digit where only digits stand: "four one for one".</summary>
    public static string? Misheard(string word) => word switch
    {
        "for" => "4",
        "to" or "too" => "2",
        "won" => "1",
        "ate" => "8",
        _ => null,
    };

    private static bool Set(string value, out string digits)
    {
        digits = value;
        return true;
    }

    private static int? One(string text) => text switch
    {
        "zero" or "oh" or "o" or "nought" or "naught" or "nil" => 0,
        { Length: 1 } when char.IsAsciiDigit(text[0]) => text[0] - '0',
        _ => Unit(text),
    };

    private static int? Unit(string word) => word switch
    {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        _ => null,
    };

    private static int Repeats(string word) => word switch
    {
        "double" => 2,
        "triple" or "treble" => 3,
        "quadruple" => 4,
        _ => 1,
    };

    private static int? Teen(string word) => word switch
    {
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => null,
    };

    private static int? Ten(string word) => word switch
    {
        "twenty" => 2,
        "thirty" => 3,
        "forty" or "fourty" => 4,
        "fifty" => 5,
        "sixty" => 6,
        "seventy" => 7,
        "eighty" => 8,
        "ninety" => 9,
        _ => null,
    };
}
