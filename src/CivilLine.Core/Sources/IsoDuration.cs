using System.Buffers;
using System.Globalization;

namespace CivilLine.Sources;

/// <summary>Durations of ISO 8601 as vendors write offsets: <c>PT27.86S</c>, <c>PT1H2M3.5S</c>; days, hours, minutes, seconds.</summary>
internal static class IsoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <returns>Null where it is none, or longer than a week.</returns>
    public static long? Milliseconds(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != 'P')
            return null;
        text = text[1..];
        var (sum, isTime, hasPart) = (0.0, false, false);
        while (!text.IsEmpty)
        {
            if (text[0] == 'T' && !isTime)
            {
                isTime = true;
                text = text[1..];
                continue;
            }
            var digits = text.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || Unit(text[digits], isTime) is not { } unit)
                return null;
            (sum, hasPart) = (sum + (number * unit), true);
            text = text[(digits + 1)..];
        }
        return hasPart && sum <= 7 * 86_400_000.0 ? (long)Math.Round(sum) : null;
    }

    private static double? Unit(char unit, bool isTime) => (unit, isTime) switch
    {
        ('D', false) => 86_400_000,
        ('H', true) => 3_600_000,
        ('M', true) => 60_000,
        ('S', true) => 1000,
        _ => null,
    };
}
