namespace CivilLine.Perspective;

/// <summary>Cuts a comment into what is scored on its own: sentences, and of long ones so many words at a time.</summary>
internal static class Sentences
{
    private const int MostWords = 40;

    /// <returns>Ranges of the text in order; none of them blank.</returns>
    public static IReadOnlyList<(int Begin, int End)> Of(string text)
    {
        var spans = new List<(int, int)>();
        var (begin, words) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var isSpace = char.IsWhiteSpace(text[i]);
            if (isSpace && i > 0 && !char.IsWhiteSpace(text[i - 1]))
                words++;
            var ends = text[i] is '\n' || (isSpace && i > 0 && text[i - 1] is '.' or '!' or '?') || (isSpace && words == MostWords);
            if (!ends)
                continue;
            Add(text, begin, i, spans);
            (begin, words) = (i, 0);
        }
        Add(text, begin, text.Length, spans);
        return spans;
    }

    private static void Add(string text, int begin, int end, List<(int, int)> spans)
    {
        while (begin < end && char.IsWhiteSpace(text[begin]))
            begin++;
        while (end > begin && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end > begin)
            spans.Add((begin, end));
    }
}
