namespace CivilLine.Cli.Evaluation;

internal static class Ranking
{
    /// <summary>The chance that a positive scores above a negative; ties count half.</summary>
    public static double Auc(IReadOnlyList<(float Score, bool Label)> rows)
    {
        var sorted = rows.OrderBy(row => row.Score).ToArray();
        double ranks = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var j = i;
            while (j < sorted.Length && sorted[j].Score == sorted[i].Score)
                j++;
            for (var k = i; k < j; k++)
                ranks += sorted[k].Label ? (i + j + 1) / 2.0 : 0;
            i = j;
        }
        double positives = rows.Count(row => row.Label);
        var negatives = rows.Count - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - positives * (positives + 1) / 2) / (positives * negatives);
    }

    /// <summary>Expected calibration error: how far, on average, ten equal steps of score lie from what they promise.</summary>
    public static double CalibrationError(IReadOnlyList<(float Score, bool Label)> rows) => rows
        .GroupBy(row => Math.Min((int)(row.Score * 10), 9))
        .Sum(step => Math.Abs(step.Sum(row => row.Score) - step.Count(row => row.Label))) / rows.Count;
}
