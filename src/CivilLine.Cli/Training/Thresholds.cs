namespace CivilLine.Cli.Training;

/// <summary>Chooses where a head says yes, from scores of texts that the head was not trained on.</summary>
internal static class Thresholds
{
    /// <summary>
    /// The probability that gives the best F1 on the corpus, raised until benign turns pass it no more often than
    /// <paramref name="falseAlarms"/> in a thousand.
    /// </summary>
    public static float Choose(
        IReadOnlyList<(float Probability, bool Label)> corpus, IReadOnlyList<float> benign, double falseAlarms)
    {
        var best = BestF1(corpus);
        if (benign.Count == 0)
            return best;
        var descending = benign.OrderDescending().ToArray();
        var allowed = (int)(falseAlarms * benign.Count / 1000);
        var quiet = MathF.BitIncrement(descending[Math.Min(allowed, descending.Length - 1)]);
        return Math.Max(best, quiet);
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
