namespace CivilLine.Transcripts;

/// <summary>What was and what was not heard of a call: numbers that never came, words that no model reads.</summary>
/// <param name="Numbers">One for each source that numbers its messages.</param>
/// <param name="Unscored">Finals in a language that no model reads.</param>
/// <param name="Language">The newest such language, as the source named it.</param>
public sealed record HeardState(IReadOnlyList<HeardNumbers> Numbers, int Unscored = 0, string? Language = null)
{
    public static readonly HeardState Nothing = new([]);

    private const int MostSources = 4;

    /// <summary>Takes note of a message's number; the same state where it was known.</summary>
    public HeardState With(string? source, long number, long atMs, DateTimeOffset now)
    {
        for (var i = 0; i < Numbers.Count; i++)
        {
            if (Numbers[i].Source != source)
                continue;
            var heard = Numbers[i].With(number, atMs, now);
            return ReferenceEquals(heard, Numbers[i]) ? this : this with { Numbers = [.. Numbers.Take(i), heard, .. Numbers.Skip(i + 1)] };
        }

        return Numbers.Count == MostSources ? this : this with { Numbers = [.. Numbers, new HeardNumbers(source, number, number, atMs, [])] };
    }
}

/// <summary>The message numbers of one source that came, and between them those that did not.</summary>
/// <param name="FirstAtMs">When in the call the first of them was said.</param>
public sealed record HeardNumbers(string? Source, long First, long Last, long FirstAtMs, IReadOnlyList<NumberGap> Gaps)
{
    private const int MostGaps = 64;

    public HeardNumbers With(long number, long atMs, DateTimeOffset now)
    {
        if (number > Last)
            return this with { Last = number, Gaps = Last + 1 == number ? Gaps : Kept([.. Gaps, new NumberGap(Last + 1, number - 1, atMs, now)]) };
        if (number < First)
            return this with { First = number, FirstAtMs = atMs, Gaps = number + 1 == First ? Gaps : Kept([new NumberGap(number + 1, First - 1, FirstAtMs, now), .. Gaps]) };
        for (var i = 0; i < Gaps.Count; i++)
        {
            if (number >= Gaps[i].From && number <= Gaps[i].To)
                return this with { Gaps = Kept([.. Gaps.Take(i), .. Gaps[i].Without(number, atMs), .. Gaps.Skip(i + 1)]) };
        }

        return this;
    }

    private static List<NumberGap> Kept(List<NumberGap> gaps)
    {
        if (gaps.Count > MostGaps)
            gaps.RemoveRange(0, gaps.Count - MostGaps);
        return gaps;
    }
}

/// <summary>Numbers from <paramref name="From"/> to <paramref name="To"/> did not come.</summary>
/// <param name="AtMs">When in the call the words after them were said.</param>
/// <param name="Since">When that was found; what is only late fills the gap within moments.</param>
public sealed record NumberGap(long From, long To, long AtMs, DateTimeOffset Since)
{
    internal IEnumerable<NumberGap> Without(long number, long atMs)
    {
        if (number > From)
            yield return this with { To = number - 1, AtMs = atMs };
        if (number < To)
            yield return this with { From = number + 1 };
    }
}
