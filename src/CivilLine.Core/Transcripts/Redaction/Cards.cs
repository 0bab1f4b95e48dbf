namespace CivilLine.Transcripts.Redaction;

internal static class Cards
{
    /// <summary>Whether a scheme issues such numbers and the check digit (Luhn, ISO/IEC 7812-1) holds.</summary>
    public static bool IsCard(ReadOnlySpan<char> digits) => IsIssued(digits) && Sum(digits) % 10 == 0;

    private static bool IsIssued(ReadOnlySpan<char> digits) => digits.Length switch
    {
        13 => digits[0] == '4',
        14 => digits is ['3', '0' or '6' or '8', ..],
        15 => digits is ['3', '4' or '7', ..],
        16 => digits[0] is >= '2' and <= '6',
        _ => digits[0] is '4' or '5' or '6',
    };

    /// <summary>Luhn's, counted from the last digit.</summary>
    private static int Sum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += Worth(digits[digits.Length - 1 - i], i % 2 == 1);
        return sum;
    }

    internal static int Worth(char digit, bool doubled)
    {
        var value = digit - '0';
        return !doubled ? value : value > 4 ? (value * 2) - 9 : value * 2;
    }
}
