namespace CivilLine.Transcripts.Redaction;

internal static class Cards
{
    /// <summary>Whether a scheme issues such numbers and the check digit (Luhn, ISO/IEC 7812-1) holds.</summary>
    public static bool IsCard(string digits) => IsIssued(digits) && HasCheckDigit(digits);

    private static bool IsIssued(string digits) => digits.Length switch
    {
        13 => digits[0] == '4',
        14 => digits.StartsWith("30", StringComparison.Ordinal) || digits.StartsWith("36", StringComparison.Ordinal) || digits.StartsWith("38", StringComparison.Ordinal),
        15 => digits.StartsWith("34", StringComparison.Ordinal) || digits.StartsWith("37", StringComparison.Ordinal),
        16 => digits[0] is >= '2' and <= '6',
        _ => digits[0] is '4' or '5' or '6',
    };

    private static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
