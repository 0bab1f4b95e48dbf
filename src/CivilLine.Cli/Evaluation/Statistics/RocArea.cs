namespace CivilLine.Cli.Evaluation.Statistics;

/// <summary>
/// The area under the ROC curve: the chance that a positive scores above a negative, ties counting half; with DeLong's
/// interval, by Sun and Xu's midranks.
/// </summary>
internal static class RocArea
{
    /// <returns>NaN where one of the two sides is empty.</returns>
    public static (double Value, Interval Interval) Of(IEnumerable<(float Score, bool Label)> rows)
    {
        var groups = rows.ToLookup(row => row.Label, row => row.Score);
        double[] positives = [.. groups[true].Order()];
        double[] negatives = [.. groups[false].Order()];
        if (positives.Length == 0 || negatives.Length == 0)
            return (double.NaN, new Interval(double.NaN, double.NaN));

        var above = positives.Select(score => Below(negatives, score)).ToArray();
        var below = negatives.Select(score => 1 - Below(positives, score)).ToArray();
        var area = above.Average();
        var deviation = Math.Sqrt((Variance(above) / above.Length) + (Variance(below) / below.Length));
        var (low, high) = Interval.Around(area, deviation);
        return (area, new Interval(Math.Max(0, low), Math.Min(1, high)));
    }

    /// <summary>The share of the sorted scores below <paramref name="score"/>, equal ones counted half.</summary>
    private static double Below(double[] sorted, double score) =>
        (First(sorted, score) + First(sorted, Math.BitIncrement(score))) / 2.0 / sorted.Length;

    /// <summary>How many are less than <paramref name="score"/>.</summary>
    private static int First(double[] sorted, double score)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < score)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static double Variance(double[] values)
    {
        if (values.Length < 2)
            return 0;
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
