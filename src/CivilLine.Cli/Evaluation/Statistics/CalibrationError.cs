namespace CivilLine.Cli.Evaluation.Statistics;

internal readonly record struct Weighed(float Score, bool Label, double Weight);

/// <summary>Expected calibration error: how far, on average, fifteen equal steps of score lie from what they promise.</summary>
internal static class CalibrationError
{
    private const int Bins = 15;

    public static double Of(IReadOnlyList<Weighed> rows) => Of(rows, [.. Enumerable.Range(0, rows.Count)]);

    public static Interval IntervalOf(IReadOnlyList<Weighed> rows) => Bootstrap.Of(rows.Count, sample => Of(rows, sample));

    private static double Of(IReadOnlyList<Weighed> rows, int[] sample)
    {
        Span<double> gaps = stackalloc double[Bins];
        gaps.Clear();
        double weight = 0;
        foreach (var i in sample)
        {
            var row = rows[i];
            gaps[Math.Min((int)(row.Score * Bins), Bins - 1)] += row.Weight * (row.Score - (row.Label ? 1 : 0));
            weight += row.Weight;
        }
        double sum = 0;
        foreach (var gap in gaps)
            sum += Math.Abs(gap);
        return sum / weight;
    }
}
