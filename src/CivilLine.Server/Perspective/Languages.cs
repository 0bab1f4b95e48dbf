using System.Globalization;
using System.Text;

namespace CivilLine.Perspective;

/// <summary>Which languages can be answered for. There is a model for English alone.</summary>
internal static class Languages
{
    public const string English = "en";

    /// <param name="code">BCP 47 or ISO 639: <c>en</c>, <c>en-GB</c>, <c>eng</c>.</param>
    public static bool IsEnglish(string code) =>
        code.Split('-', '_')[0] is var language
        && (language.Equals(English, StringComparison.OrdinalIgnoreCase) || language.Equals("eng", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Nobody here tells French from English. A text that is mostly in another script than English is not English;
    /// everything else is taken for it, and who writes in several languages says which.
    /// </summary>
    public static bool MayBeEnglish(string text)
    {
        var (latin, other) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
                continue;
            if (rune.Value < 0x250 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter)
                latin++;
            else
                other++;
        }
        return latin >= other;
    }
}
