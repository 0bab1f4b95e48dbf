namespace CivilLine.Cli.Training;

/// <summary>Chooses where a head says yes, from scores of texts that the head was not trained on.</summary>
internal static class Thresholds
{
    /// <summary>
    /// The probability that gives the best F1 on the corpus, raised until harmless turns pass it no more often than
    /// <paramref name="falseAlarms"/> in a thousand, in each of the groups <paramref name="benign"/>.
    /// </summary>
    public static float Choose(
        IReadOnlyList<(float Probability, bool Label)> corpus, IEnumerable<IReadOnlyCollection<float>> benign, double falseAlarms)
    {
        var threshold = BestF1(corpus);
        foreach (var group in benign.Where(group => group.Count > 0))
        {
            var descending = group.OrderDescending().ToArray();
            var allowed = (int)(falseAlarms * descending.Length / 1000);
            threshold = Math.Max(threshold, MathF.BitIncrement(descending[allowed]));
        }
        return threshold;
    }

    public static float BestF1(IReadOnlyList<(float Probability, bool Label)> rows)
    {
        var positives = rows.Count(row => row.Label);
        var (best, threshold, hits, taken) = (0.0, 0.5f, 0, 0);
        foreach (var (probability, label) in rows.OrderByDescending(row => row.Probability))
        {
            taken++;
            if (label)
                hits++;
            var f1 = 2.0 * hits / (taken + positives);
            if (f1 > best)
                (best, threshold) = (f1, probability);
        }
        return threshold;
    }
}
