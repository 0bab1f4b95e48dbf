namespace CivilLine.Cli.Streaming;

/// <summary>One revision of a turn, as a recogniser prints it while the words are still coming.</summary>
/// <param name="Until">The end of the words in it.</param>
/// <param name="Heard">When the recogniser printed it.</param>
internal readonly record struct Hearing(int Revision, bool IsFinal, string Text, TimeSpan Until, TimeSpan Heard);

/// <summary>Word-by-word growth of a turn: words evenly over its time, a new interim at most twice a second.</summary>
internal static class Interims
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    /// <summary>Recognisers settle on the final a moment after the last word.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<Hearing> Grow(CorpusTurn turn)
    {
        var words = turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var revision = 0;
        var printed = turn.Start;
        for (var count = 1; count < words.Length; count++)
        {
            var spoken = turn.Start + ((turn.End - turn.Start) * count / words.Length);
            if (spoken - printed < Apart)
                continue;
            printed = spoken;
            yield return new Hearing(revision++, false, string.Join(' ', words[..count]), spoken, spoken);
        }
        yield return new Hearing(revision, true, turn.Text, turn.End, turn.End + Settling);
    }
}
