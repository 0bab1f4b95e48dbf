namespace CivilLine.Sources;

/// <summary>
/// Cuts a text that grows at its end into pieces that stay the same while it does: after a full stop, question or
/// exclamation mark that something follows, or at the last space before a piece gets long.
/// </summary>
internal static class Sentences
{
    private const int Longest = 240;

    /// <param name="text">Without space at either end.</param>
    /// <param name="isWhole">Whether it grows no more, so that what remains is a piece too.</param>
    public static List<(int Start, int Length)> Of(string text, bool isWhole)
    {
        var pieces = new List<(int Start, int Length)>();
        var start = 0;
        while (Next(text, start) is { } end)
        {
            pieces.Add((start, end - start));
            start = Skip(text, end);
        }
        if (isWhole && start < text.Length)
            pieces.Add((start, text.Length - start));
        return pieces;
    }

    /// <summary>Where what is not yet a piece begins.</summary>
    public static int Rest(string text)
    {
        var start = 0;
        while (Next(text, start) is { } end)
            start = Skip(text, end);
        return start;
    }

    /// <summary>Whether a sentence seems to be over at the text's end, which more of the text may yet show to be wrong.</summary>
    public static bool IsOver(string text) => text.Length > 0 && IsEnd(text[^1]);

    private static bool IsEnd(char character) => character is '.' or '?' or '!' or '…' or '。' or '？' or '！';

    private static int? Next(string text, int start)
    {
        var space = -1;
        for (var i = start; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                if (i - start >= Longest && space > start)
                    return space;
                continue;
            }
            if (i > start && IsEnd(text[i - 1]))
                return i;
            space = i;
        }
        return null;
    }

    private static int Skip(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        return from;
    }
}
