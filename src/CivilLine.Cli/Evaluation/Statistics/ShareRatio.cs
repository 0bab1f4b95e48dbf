namespace CivilLine.Cli.Evaluation.Statistics;

/// <summary>How many times as often one group is hit as another: Katz's interval, half a hit added where there are none.</summary>
internal static class ShareRatio
{
    /// <returns>1 where neither has a hit: nothing tells them apart.</returns>
    public static (double Value, Interval Interval) Of(int part, int of, int otherPart, int otherOf)
    {
        var (a, n, b, m) = (part + 0.5, of + 0.5, otherPart + 0.5, otherOf + 0.5);
        var deviation = Math.Sqrt((1 / a) - (1 / n) + (1 / b) - (1 / m));
        var (low, high) = Interval.Around(Math.Log(a / n / (b / m)), deviation);
        var value = (part, otherPart) switch
        {
            (0, 0) => 1,
            (_, 0) => a / n / (b / m),
            _ => (double)part / of / ((double)otherPart / otherOf),
        };
        return (value, new Interval(Math.Exp(low), Math.Exp(high)));
    }
}
