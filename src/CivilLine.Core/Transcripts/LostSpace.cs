namespace CivilLine.Transcripts;

/// <summary>Finds two words written as one (shutup, killyou), where neither a name nor a dictionary word is meant.</summary>
internal static class LostSpace
{
    private const int Shortest = 5;
    private const int Longest = 24;

    /// <summary>Where the second word of <paramref name="word"/>, which no list knows, begins; 0 where it is one word.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < Shortest or > Longest || Lexicon.IsWhole(word))
            return 0;
        var (best, bestRank) = (0, int.MaxValue);
        for (var at = 2; at <= word.Length - 2; at++)
        {
            var first = word[..at];
            var second = word[at..];
            var rank = Math.Max(Lexicon.Rank(first), Lexicon.Rank(second));
            if (rank < bestRank && MayMeet(first, second))
                (best, bestRank) = (at, rank);
        }

        return best;
    }

    private static bool MayMeet(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var (one, other) = (Lexicon.IsTelling(first), Lexicon.IsTelling(second));
        if (one && other)
            return first.Length > 3 && second.Length > 3;
        if (one)
            return first.Length > 3 && Lexicon.IsCommon(second);
        if (other)
            return second.Length > 3 && Lexicon.IsCommon(first);
        if (!(Lexicon.IsCommon(first) || Lexicon.IsCommon(second)) || !Lexicon.IsUsual(first) || !Lexicon.IsUsual(second))
            return false;
        if (first.Length > 2 && second.Length > 2)
            return true;
        return (first.Length > 3 && IsSmall(second)) || (second.Length > 3 && IsSmall(first));
    }

    private static bool IsSmall(ReadOnlySpan<char> word) => word is
        "to" or "is" or "of" or "in" or "it" or "on" or "my" or "me" or "we" or "he" or "do" or "be" or "so" or "up"
        or "at" or "go" or "or" or "no" or "if" or "as";
}
