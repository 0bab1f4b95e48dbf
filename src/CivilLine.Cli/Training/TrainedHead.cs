using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

/// <summary>A head with its calibration and what it says of the corpus.</summary>
/// <param name="Margins">
/// For each line of the corpus, the margin of a head that never saw it; NaN for lines that the head is not taught at all.
/// </param>
internal sealed record TrainedHead(LinearHead Head, HeadCard Card, float[] Margins)
{
    /// <summary>The first stage's probability of each category.</summary>
    public static float[] Probabilities(IReadOnlyList<TrainedHead> heads, IReadOnlyList<float> margins) =>
        [.. Enumerable.Range(0, CategoryScores.Length).Select(i => Calibration.Probability(margins[i], (heads[i].Card.Slope, heads[i].Card.Offset)))];

    /// <summary>The margins of every head for line <paramref name="i"/> of the corpus, none of them of a head that saw it.</summary>
    public static float[] Unseen(IReadOnlyList<TrainedHead> heads, int i, Example example) =>
        [.. heads.Select(head => float.IsNaN(head.Margins[i]) ? head.Head.Margin(example) : head.Margins[i])];
}
