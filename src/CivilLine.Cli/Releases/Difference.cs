using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Releases;

/// <summary>One figure of two evaluations.</summary>
/// <param name="IsComparable">Whether both were counted on the same lines, under the same conditions.</param>
internal sealed record Difference(Figure Before, Figure After, bool IsComparable)
{
    public string Id => After.Id;

    public double Value => After.Value - Before.Value;

    /// <summary>How much worse it has become, in the figure's own unit; negative where it is better.</summary>
    public double Worsening => Directions.HigherIsBetter(After) ? -Value : Value;

    /// <summary>
    /// The 95 % interval of the difference, from the two intervals (Newcombe's square-and-add). It takes the two for
    /// independent, and so is wider than it would be line by line.
    /// </summary>
    public Interval? Interval => (Before, After) switch
    {
        ({ Low: { } beforeLow, High: { } beforeHigh }, { Low: { } afterLow, High: { } afterHigh }) => new Interval(
            Value - double.Hypot(After.Value - afterLow, beforeHigh - Before.Value),
            Value + double.Hypot(afterHigh - After.Value, Before.Value - beforeLow)),
        _ => null,
    };

    public bool IsBeyond => IsComparable && Interval is { } interval && (interval.Low > 0 || interval.High < 0);
}
