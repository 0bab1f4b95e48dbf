namespace CivilLine.Cli.Evaluation.Statistics;

internal readonly record struct Interval(double Low, double High)
{
    /// <summary>How many standard deviations either side hold 95 % of a normal distribution.</summary>
    public const double Z = 1.959963984540054;

    public static Interval Around(double value, double deviation) => new(value - (Z * deviation), value + (Z * deviation));
}

/// <summary>Wilson's 95 % interval of a share; sound where the share is 0 or 1 and the count small.</summary>
internal static class Wilson
{
    public static Interval Of(int part, int of)
    {
        if (of == 0)
            return new Interval(0, 1);
        const double z2 = Interval.Z * Interval.Z;
        var share = (double)part / of;
        var centre = share + (z2 / (2 * of));
        var half = Interval.Z * Math.Sqrt((share * (1 - share) / of) + (z2 / (4.0 * of * of)));
        var scale = 1 + (z2 / of);
        return new Interval(
            part == 0 ? 0 : (centre - half) / scale,
            part == of ? 1 : (centre + half) / scale);
    }
}
