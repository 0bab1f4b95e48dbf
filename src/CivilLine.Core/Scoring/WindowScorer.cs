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
        var feared = JoinedText.Of([last, last with { Text = WorstEnd }], 0);
        var assessment = scorer.Score(feared);
        return assessment.Categories.Contains(Category.Threat)
            ? new WindowAssessment(assessment, last.Text, [last.UtteranceId], [], IsOpen: true)
            : null;
    }

    /// <summary>Assesses the last piece of <paramref name="window"/>, which holds at least one, oldest first.</summary>
    public WindowAssessment Assess(IReadOnlyList<Piece> window)
    {
        var last = window[^1];
        var alone = scorer.Score(last.Text);
        if (window.Count == 1)
            return new WindowAssessment(alone, last.Text, [last.UtteranceId], [], IsOpen(last.Text, alone));

        var best = alone;
        var bestFrom = window.Count - 1;
        var bestText = last.Text;
        var superseded = new List<string>();
        for (var from = window.Count - 2; from >= 0; from--)
        {
            var joined = JoinedText.Of(window, from);
            var together = scorer.Score(joined);
            var before = scorer.Score(window[from].Text);
            if (Clears(window[from].Text, before, together))
                superseded.Add(window[from].UtteranceId);
            if (Completes(together, before, best))
                (best, bestFrom, bestText) = (together, from, joined);
        }
        superseded.Reverse();
        return new WindowAssessment(
            best, bestText, [.. window.Skip(bestFrom).Select(piece => piece.UtteranceId)], superseded, IsOpen(bestText, best));
    }

    /// <summary>What was said next takes an earlier piece's categories back.</summary>
    private static bool Clears(NormalizedText text, Assessment before, Assessment together) =>
        (before.Categories.Bits & ~together.Categories.Bits) != 0 && OpenEnds.IsOpen(text.Text);

    /// <summary>Pieces say together what none of them says alone.</summary>
    private static bool Completes(Assessment together, Assessment before, Assessment best) =>
        (together.Categories.Bits & ~before.Categories.Bits & ~best.Categories.Bits) != 0;

    private static bool IsOpen(NormalizedText text, Assessment assessment) =>
        !assessment.Categories.IsEmpty && OpenEnds.IsOpen(text.Text);
}
