using System.Text;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Makes a number that the check digit (Luhn) cannot tell from another, and that is not it.</summary>
internal static class Decoy
{
    private const int Free = 3;

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
        var (even, odd) = (Worth(digits, false), Worth(digits, true));
        for (var last = 0; last < 1000; last++)
        {
            decoy[^1] = (char)('0' + (last % 10));
            decoy[^2] = (char)('0' + (last / 10 % 10));
            decoy[^3] = (char)('0' + (last / 100));
            if (Worth(decoy, false) == even && Worth(decoy, true) == odd && !decoy.SequenceEqual(digits))
                break;
        }

        return decoy.ToString();
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
