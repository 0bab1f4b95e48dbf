namespace CivilLine.Transcripts;

/// <summary>Words said letter by letter (f u c k, f-u-c-k): joined where the letters make a telling word, or a long known one.</summary>
internal static class SpelledOut
{
    private const int ShortestTelling = 3;
    private const int ShortestOther = 5;
    private const int Longest = 16;

    /// <returns>The length of the text, tokens one space apart, after spelled words were joined in place.</returns>
    public static int Join(Span<char> text, Span<int> offsets)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var end = RunEnd(text, i);
            var count = (end - i + 1) / 2;
            var first = 0;
            var joined = count >= ShortestTelling ? Letters(text[i..end], out first) : 0;
            if (joined == 0)
            {
                // No run begins inside this one.
                var stop = Math.Max(end, TokenEnd(text, i));
                for (stop = Math.Min(stop + 1, text.Length); i < stop; i++)
                    (text[length], offsets[length++]) = (text[i], offsets[i]);
                continue;
            }

            var (from, to) = (i + (first * 2), i + ((first + joined) * 2) - 1);
            for (; i < from; i++)
                (text[length], offsets[length++]) = (text[i], offsets[i]);
            for (; i < to; i += 2)
                (text[length], offsets[length++]) = (text[i], offsets[i]);
            i = to;
            if (i < text.Length)
                (text[length], offsets[length++]) = (text[i], offsets[i++]);
        }

        return length;
    }

    private static int TokenEnd(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOf(' ');
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>The end of the letters from <paramref name="start"/> on that stand alone; start where none does.</summary>
    private static int RunEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var i = start; i < text.Length && char.IsAsciiLetter(text[i]); i += 2)
        {
            if (i + 1 < text.Length && text[i + 1] != ' ')
                break;
            end = i + 1;
        }

        return end;
    }

    /// <summary>"a", "i", "u" and "r" before the word, and "u" after it, are words of their own.</summary>
    private static int Letters(ReadOnlySpan<char> run, out int first)
    {
        first = 0;
        var count = (run.Length + 1) / 2;
        Span<char> letters = stackalloc char[Longest];
        if (count > Longest)
            return 0;
        for (var i = 0; i < count; i++)
            letters[i] = run[i * 2];
        for (; count - first >= ShortestTelling; first++)
        {
            var word = letters[first..count];
            if (IsMeant(word))
                return word.Length;
            if (word[^1] == 'u' && IsMeant(word[..^1]))
                return word.Length - 1;
            if (letters[first] is not ('a' or 'i' or 'u' or 'r'))
                return 0;
        }

        return 0;
    }

    private static bool IsMeant(ReadOnlySpan<char> word) =>
        word.Length >= ShortestTelling && (Lexicon.IsTelling(word) || (word.Length >= ShortestOther && Lexicon.Knows(word)));
}
