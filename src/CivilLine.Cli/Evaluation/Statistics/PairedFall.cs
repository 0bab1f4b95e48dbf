namespace CivilLine.Cli.Evaluation.Statistics;

/// <summary>How much a share falls from one reading of the same things to another, by what changed in each pair.</summary>
internal static class PairedFall
{
    public static (double Value, Interval Interval) Of(int lost, int won, int pairs)
    {
        var fall = (double)(lost - won) / pairs;
        var variance = (lost + won - ((double)(lost - won) * (lost - won) / pairs)) / pairs / pairs;
        return (fall, Interval.Around(fall, Math.Sqrt(variance)));
    }
}
