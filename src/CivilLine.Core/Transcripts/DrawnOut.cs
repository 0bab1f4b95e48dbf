namespace CivilLine.Transcripts;

/// <summary>Letters held for long (fuuuck, nooo): fewer of them where that makes a known word, and never three.</summary>
internal static class DrawnOut
{
    private const int MostRuns = 4;

    /// <returns>The length of the word after letters were taken out of it, in place.</returns>
    public static int Shorten(Span<char> word, Span<int> offsets)
    {
        Span<(int Start, int Length)> runs = stackalloc (int, int)[MostRuns];
        var count = 0;
        var longest = 0;
        for (var i = 0; i < word.Length;)
        {
            var end = i + 1;
            while (end < word.Length && word[end] == word[i])
                end++;
            if (end - i >= 2 && char.IsAsciiLetter(word[i]))
            {
                if (count == MostRuns || end - i == word.Length)
                    return word.Length;
                runs[count++] = (i, end - i);
                longest = Math.Max(longest, end - i);
            }

            i = end;
        }

        if (count == 0 || word.Length > 64)
            return word.Length;
        Span<char> tried = stackalloc char[word.Length];
        var best = -1;
        var bestRank = int.MaxValue;
        for (var choice = 0; choice < 1 << count; choice++)
        {
            var length = Apply(word, offsets, runs[..count], choice, tried, []);
            var made = tried[..length];
            var telling = Lexicon.IsTelling(made);
            var rank = telling ? Lexicon.Rank(made) - (int.MaxValue / 2) : Lexicon.Rank(made);
            // A plain double ("moore", "aaron") is a spelling, save in a telling word or where English has none.
            if (rank >= bestRank || (!telling && longest < 3 && !IsOdd(word, runs[..count])))
                continue;
            (best, bestRank) = (choice, rank);
        }

        if (best < 0 && longest < 3)
            return word.Length;
        return Apply(word, offsets, runs[..count], Math.Max(best, 0), word, offsets);
    }

    private static bool IsOdd(ReadOnlySpan<char> word, ReadOnlySpan<(int Start, int Length)> runs)
    {
        foreach (var (start, _) in runs)
        {
            if (word[start] is 'a' or 'i' or 'u')
                return word.Length > 5;
        }

        return false;
    }

    /// <summary>Leaves one letter of each run whose bit is set, and two of the others.</summary>
    private static int Apply(
        ReadOnlySpan<char> word, ReadOnlySpan<int> offsets, ReadOnlySpan<(int Start, int Length)> runs, int choice,
        Span<char> into, Span<int> places)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (IsDropped(i, runs, choice))
                continue;
            into[length] = word[i];
            if (!places.IsEmpty)
                places[length] = offsets[i];
            length++;
        }

        return length;
    }

    private static bool IsDropped(int at, ReadOnlySpan<(int Start, int Length)> runs, int choice)
    {
        for (var run = 0; run < runs.Length; run++)
        {
            var (start, length) = runs[run];
            var kept = (choice & (1 << run)) != 0 ? 1 : 2;
            if (at >= start + kept && at < start + length)
                return true;
        }

        return false;
    }
}
