using System.Globalization;
using System.Text.RegularExpressions;

namespace CivilLine.Sources.Mapping;

/// <summary>Lengths of time as ISO 8601 writes them, up to days: <c>PT1H2M3.5S</c>.</summary>
internal static partial class IsoDuration
{
    public static double? Ms(string? text)
    {
        if (text is null or { Length: > 40 } || Form().Match(text) is not { Success: true } match)
            return null;
        return (((((Part(match, "d") * 24) + Part(match, "h")) * 60) + Part(match, "m")) * 60 + Part(match, "s")) * 1000;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=[0-9T])((?<d>[0-9]{1,4})D)?(T(?=[0-9])((?<h>[0-9]{1,5})H)?((?<m>[0-9]{1,7})M)?((?<s>[0-9]{1,9}([.][0-9]{1,9})?)S)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
