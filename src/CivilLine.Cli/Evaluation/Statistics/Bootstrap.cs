namespace CivilLine.Cli.Evaluation.Statistics;

/// <summary>The 95 % interval of anything that can be computed from rows: the middle of what resampled rows give.</summary>
internal static class Bootstrap
{
    private const int Rounds = 400;

    /// <param name="statistic">Given the numbers of the rows drawn, some more than once.</param>
    public static Interval Of(int rows, Func<int[], double> statistic)
    {
        var draw = new Draw(20261123);
        var sample = new int[rows];
        var values = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < rows; i++)
                sample[i] = draw.Below(rows);
            values[round] = statistic(sample);
        }
        Array.Sort(values);
        return new Interval(values[(int)(0.025 * Rounds)], values[(int)(0.975 * Rounds)]);
    }
}
