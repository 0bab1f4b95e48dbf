using System.Globalization;
using System.Text;

namespace CivilLine.Transcripts;

/// <summary>The first pass: compatibility forms and case folded, marks and invisible units dropped, origins kept.</summary>
internal static class Folding
{
    /// <summary>U+FDFA, the longest compatibility form in Unicode, becomes 18 units.</summary>
    public const int LongestExpansion = 18;

    public static bool IsAscii(string text) => Ascii.IsValid(text);

    /// <returns>How many units of <paramref name="folded"/> were written.</returns>
    public static int Fold(string text, Span<char> folded, Span<int> from)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var unit = text[i];
            if (unit < 128)
            {
                // A base letter is only folded alone when nothing that may compose follows it.
                if (i + 1 == text.Length || text[i + 1] < 128)
                {
                    Put(FoldAscii(unit), i++, folded, from, ref length);
                    continue;
                }
            }

            var end = SegmentEnd(text, i);
            FoldSegment(text.AsSpan(i, end - i), i, folded, from, ref length);
            i = end;
        }

        return length;
    }

    private static char FoldAscii(char unit) => unit switch
    {
        >= 'A' and <= 'Z' => (char)(unit | 0x20),
        '`' => '\'',
        < ' ' or '\x7f' => ' ',
        _ => unit,
    };

    private static void FoldSegment(
        ReadOnlySpan<char> segment, int origin, Span<char> folded, Span<int> from, ref int length)
    {
        if (Substitute(segment[0]) is var plain and not '\0')
        {
            Put(plain, origin, folded, from, ref length);
            return;
        }

        Span<char> buffer = stackalloc char[64];
        var count = 0;
        foreach (var rune in segment.EnumerateRunes())
        {
            // Stacked marks (zalgo) carry nothing; what does not fit was never a word.
            if (count + 2 <= buffer.Length && !IsInvisible(rune))
                count += rune.EncodeToUtf16(buffer[count..]);
        }

        foreach (var rune in buffer[..count].ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || IsInvisible(rune))
                continue;
            PutRune(rune, category, origin, folded, from, ref length);
        }
    }

    private static void PutRune(
        Rune rune, UnicodeCategory category, int origin, Span<char> folded, Span<int> from, ref int length)
    {
        if (category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control)
        {
            Put(' ', origin, folded, from, ref length);
            return;
        }

        Span<char> units = stackalloc char[2];
        var written = Rune.ToLowerInvariant(rune).EncodeToUtf16(units);
        foreach (var unit in units[..written])
            Put(Substitute(unit) is var plain and not '\0' ? plain : FoldAsciiOnly(unit), origin, folded, from, ref length);
    }

    private static char FoldAsciiOnly(char unit) => unit < 128 ? FoldAscii(unit) : unit;

    private static void Put(char unit, int origin, Span<char> folded, Span<int> from, ref int length)
    {
        folded[length] = unit;
        from[length++] = origin;
    }

    /// <summary>Punctuation that has one meaning and many shapes; NUL where the unit stands for itself.</summary>
    private static char Substitute(char unit) => unit switch
    {
        '\u2018' or '\u2019' or '\u201b' or '\u02bc' or '\u02b9' or '\u00b4' or '\u2032' or '\uff07' => '\'',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' => '-',
        '\u2026' => '.',
        '\u2217' or '\u2731' or '\u25cf' or '\u2022' or '\u25a0' or '\u2588' => '*',
        '\ufffd' => ' ',
        _ => '\0',
    };

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse
        || rune.Value is 0x034f or 0x115f or 0x1160 or 0x3164 or 0xffa0;

    /// <summary>A base and all that may compose with it, so that folding part by part equals folding the whole.</summary>
    private static int SegmentEnd(string text, int start)
    {
        var end = start + Width(text, start);
        while (end < text.Length && text[end] >= 128 && Composes(text, end))
            end += Width(text, end);
        return end;
    }

    private static int Width(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    private static bool Composes(string text, int index)
    {
        if (text[index] is (>= '\u1160' and <= '\u11ff') or '\uff9e' or '\uff9f')
            return true;
        if (!Rune.TryGetRuneAt(text, index, out var rune))
            return false;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
    }
}
