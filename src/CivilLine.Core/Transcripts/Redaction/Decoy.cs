using System.Text;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Makes a number that the check digit (Luhn) cannot tell from another, and that is not it.</summary>
internal static class Decoy
{
    private const int Free = 3;

    // Looking for one among a thousand was most of what a card cost.
    private static readonly int[][] Endings = EndingsByWorth();

    public static string Of(List<Token> tokens, Cut cut)
    {
        if (cut.Label is not ("[card]" or "[cvv]" or "[phone]" or "[account]" or "[ssn]"))
            return "";
        if (DigitRun.At(tokens, cut.FirstToken) is not { } run)
            return "";
        var digits = new StringBuilder();
        foreach (var (_, last, read) in run.Groups)
        {
            if (last <= cut.LastToken)
                digits.Append(read);
        }

        return Of(digits.ToString());
    }

    public static string Of(string digits)
    {
        if (digits.Length < Free)
            return new string('0', digits.Length);
        Span<char> decoy = stackalloc char[digits.Length];
        decoy.Fill('0');
        // A card is known by its first two digits, which are its scheme's and nobody's own; a short piece must do without.
        digits.AsSpan(0, digits.Length >= 6 ? 2 : digits.Length > Free ? 1 : 0).CopyTo(decoy);
        var kept = decoy[..^Free];
        // Free digits are an odd number of them: what is kept is doubled the other way round.
        var (even, odd) = (Missing(digits, kept, false), Missing(digits, kept, true));
        foreach (var last in Endings[(even * 10) + odd])
        {
            Write(last, decoy[^Free..]);
            if (!decoy.SequenceEqual(digits))
                break;
        }

        return decoy.ToString();
    }

    /// <summary>What the free digits must add to the check sum, modulo 10, where the last is doubled or not.</summary>
    private static int Missing(ReadOnlySpan<char> digits, ReadOnlySpan<char> kept, bool doubled) =>
        (Worth(digits, doubled) - Worth(kept, !doubled) + 10) % 10;

    /// <summary>For what is to be added without and with doubling the last digit: the endings that add it, lowest first.</summary>
    private static int[][] EndingsByWorth()
    {
        var endings = Enumerable.Range(0, 100).Select(_ => new List<int>()).ToArray();
        Span<char> free = stackalloc char[Free];
        for (var last = 0; last < 1000; last++)
        {
            Write(last, free);
            endings[(Worth(free, false) * 10) + Worth(free, true)].Add(last);
        }

        return [.. endings.Select(one => one.ToArray())];
    }

    private static void Write(int ending, Span<char> free)
    {
        for (var i = free.Length - 1; i >= 0; i--, ending /= 10)
            free[i] = (char)('0' + (ending % 10));
    }

    /// <summary>What the digits add to the check sum, modulo 10, where the last is doubled or not.</summary>
    private static int Worth(ReadOnlySpan<char> digits, bool doubled)
    {
        var sum = 0;
        for (var i = digits.Length - 1; i >= 0; i--, doubled = !doubled)
            sum += Cards.Worth(digits[i], doubled);
        return sum % 10;
    }
}
