using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>One piece of what a speaker said, oldest first in a window.</summary>
public sealed record Piece(string UtteranceId, NormalizedText Text, long StartMs, long EndMs, bool IsFinal);

/// <summary>What stands after the last piece of a window.</summary>
/// <param name="Assessment">The scores that still stand for the last piece, earlier pieces that complete it included.</param>
/// <param name="Joined">The text those scores were read from: the last piece alone, or joined with earlier ones.</param>
/// <param name="UtteranceIds">The pieces in <paramref name="Joined"/>, oldest first.</param>
/// <param name="Superseded">Earlier pieces whose own scores no longer stand, because the joined text says otherwise.</param>
/// <param name="IsOpen">The evidence reaches the end of the text, so that what follows may still change it.</param>
public sealed record WindowAssessment(
    Assessment Assessment,
    NormalizedText Joined,
    IReadOnlyList<string> UtteranceIds,
    IReadOnlyList<string> Superseded,
    bool IsOpen);

/// <summary>Scores a piece together with what the same speaker said just before it.</summary>
public sealed class WindowScorer(IToxicityScorer scorer)
{
    /// <summary>
    /// A piece that scored at least this stands whatever follows, unless it stopped in the middle of a clause: long
    /// harmless talk after an insult dilutes the joined text, and must not take the insult back.
    /// Chosen on the training lines of split.jsonl with a model that had not seen them.
    /// </summary>
    internal const float Certain = 0.99f;

    private static readonly NormalizedText WorstEnd = Normalizer.Normalize("you");

    public IToxicityScorer Scorer => scorer;

    /// <summary>
    /// What a piece that breaks off at a verb of violence would be if a person came next; null for any other. Worth a
    /// provisional alert and no more: the words that were said do not carry it.
    /// </summary>
    public WindowAssessment? Foresee(Piece last)
    {
        if (!Forebodings.IsOne(last.Text.Text))
            return null;
        var feared = JoinedText.Of([last, last with { Text = WorstEnd }], 0, 1);
        var assessment = scorer.Score(feared);
        return assessment.Categories.Contains(Category.Threat)
            ? new WindowAssessment(assessment, last.Text, [last.UtteranceId], [], IsOpen: true)
            : null;
    }

    /// <summary>Assesses the last piece of <paramref name="window"/>, which holds at least one, oldest first.</summary>
    public WindowAssessment Assess(IReadOnlyList<Piece> window)
    {
        var end = window.Count - 1;
        var reading = new Reading(scorer.Score(window[end].Text), window[end].Text, end);
        if (end == 0)
            return Result(window, reading, []);

        var superseded = new List<string>();
        var standing = CategorySet.Empty;
        var running = true;
        for (var from = end - 1; from >= 0; from--)
        {
            var joined = JoinedText.Of(window, from, end);
            var together = scorer.Score(joined);
            var own = scorer.Score(window[from].Text);
            var before = from == end - 1 ? own : scorer.Score(JoinedText.Of(window, from, end - 1));
            var unfinished = OpenEnds.IsOpen(window[from].Text.Text);
            running &= unfinished;

            if (Clears(own, together, unfinished) || (own.Categories.IsEmpty && Clears(before, together, unfinished)))
                superseded.Add(window[from].UtteranceId);
            else
                standing = new CategorySet(standing.Bits | own.Categories.Bits);
            var isNew = together.Categories.Bits & ~standing.Bits & ~reading.Assessment.Categories.Bits;
            if (running || isNew != 0)
                reading = new Reading(together, joined, from);
        }
        superseded.Reverse();
        return Result(window, reading, superseded);
    }

    /// <summary>Whether what followed takes a category back: it does if the piece was unfinished, or was no certain case.</summary>
    private static bool Clears(Assessment before, Assessment together, bool unfinished)
    {
        var gone = before.Categories.Bits & ~together.Categories.Bits;
        for (var i = 0; i < CategoryScores.Length && gone != 0; i++)
        {
            if ((gone & (1 << i)) != 0 && (unfinished || before.Scores[i] < Certain))
                return true;
        }
        return false;
    }

    private static WindowAssessment Result(IReadOnlyList<Piece> window, Reading reading, IReadOnlyList<string> superseded) => new(
        reading.Assessment, reading.Text, [.. window.Skip(reading.From).Select(piece => piece.UtteranceId)], superseded,
        !reading.Assessment.Categories.IsEmpty && OpenEnds.IsOpen(reading.Text.Text));

    /// <param name="From">The first piece of the window that was read.</param>
    private readonly record struct Reading(Assessment Assessment, NormalizedText Text, int From);
}
