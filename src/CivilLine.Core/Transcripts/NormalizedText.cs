namespace CivilLine.Transcripts;

/// <summary>
/// Text as the model reads it, with the way back: lower case, NFKC, masks as one token, fillers gone.
/// Made by <c>Normalizer.Normalize</c>.
/// </summary>
/// <param name="Shown">The text as it is stored and shown.</param>
/// <param name="Text">The text as the model reads it: words and masks separated by single spaces.</param>
/// <param name="Offsets">For each UTF-16 unit of <paramref name="Text"/>, the unit of <paramref name="Shown"/> it came from.</param>
/// <param name="Masks">How many masked words (<c>f***</c>, <c>[profanity]</c>) the recogniser or vendor left.</param>
public sealed record NormalizedText(string Shown, string Text, int[] Offsets, int Masks)
{
    /// <summary>The run of <see cref="Shown"/> that <paramref name="length"/> units of <see cref="Text"/> came from, never half a character.</summary>
    public (int Start, int Length) ToShown(int start, int length)
    {
        if (length <= 0)
            return (start < Offsets.Length ? Offsets[start] : Shown.Length, 0);
        var from = Offsets[start];
        var end = Offsets[start + length - 1] + 1;
        while (end < Shown.Length && (char.IsLowSurrogate(Shown[end]) || IsMark(Shown[end])))
            end++;
        return (from, end - from);
    }

    private static bool IsMark(char unit) =>
        char.GetUnicodeCategory(unit) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format;
}
