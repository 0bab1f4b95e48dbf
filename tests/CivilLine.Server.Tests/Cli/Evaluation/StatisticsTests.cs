using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Server.Tests.Cli.Evaluation;

public sealed class StatisticsTests
{
    /// <summary>Newcombe 1998, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_gives_the_published_intervals(int part, int of, double low, double high)
    {
        var interval = Wilson.Of(part, of);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(new[] { 0.1f, 0.2f, 0.8f, 0.9f }, 1.0)]
    [InlineData(new[] { 0.9f, 0.8f, 0.2f, 0.1f }, 0.0)]
    [InlineData(new[] { 0.5f, 0.5f, 0.5f, 0.5f }, 0.5)]
    public void Auc_is_the_chance_that_a_positive_scores_higher(float[] scores, double auc) =>
        Assert.Equal(auc, RocArea.Of(scores.Select((score, i) => (score, i >= 2))).Value, 9);

    [Fact]
    public void Auc_has_the_interval_of_DeLong()
    {
        // Placements of the positives 1 and 0.5, of the negatives 0.5 and 1: variance 0.125 each, so 0.125 in all.
        var (value, interval) = RocArea.Of([(3, true), (1, true), (2, false), (0, false)]);

        Assert.Equal(0.75, value, 9);
        Assert.Equal(0.75 - (Interval.Z * Math.Sqrt(0.125)), interval.Low, 9);
        Assert.Equal(1, interval.High);
    }

    [Fact]
    public void Auc_of_one_side_alone_is_no_number() => Assert.True(double.IsNaN(RocArea.Of([(0.4f, true)]).Value));

    [Fact]
    public void Calibration_error_is_how_far_scores_lie_from_what_they_promise() =>
        Assert.Equal(0.3, CalibrationError.Of(Weighed((0.8f, true, 1), (0.8f, false, 1), (0.8f, true, 1), (0.8f, false, 1))), 6);

    [Fact]
    public void Calibration_error_counts_a_row_by_its_weight() =>
        Assert.Equal(0.1, CalibrationError.Of(Weighed((0.1f, false, 9), (0.9f, true, 1))), 6);

    [Fact]
    public void Calibration_error_lets_no_two_of_fifteen_steps_balance_each_other() =>
        Assert.Equal(0.4, CalibrationError.Of(Weighed((0.4f, false, 1), (0.6f, true, 1))), 6);

    [Fact]
    public void Ratio_has_the_interval_of_Katz_with_half_a_hit_added()
    {
        var (value, interval) = ShareRatio.Of(15, 100, 5, 100);

        Assert.Equal(3, value, 9);
        Assert.Equal(1.109, interval.Low, 3);
        Assert.Equal(7.162, interval.High, 3);
    }

    [Fact]
    public void Ratio_is_one_where_nobody_was_hit() => Assert.Equal(1, ShareRatio.Of(0, 40, 0, 900).Value);

    [Fact]
    public void Fall_counts_what_was_lost_less_what_was_won()
    {
        var (value, interval) = PairedFall.Of(lost: 12, won: 4, pairs: 200);

        Assert.Equal(0.04, value, 9);
        Assert.Equal(0.04 - (Interval.Z * Math.Sqrt((16 - 0.32) / 200 / 200)), interval.Low, 9);
    }

    [Fact]
    public void Bootstrap_gives_the_same_interval_twice_and_holds_the_value()
    {
        double Mean(int[] rows) => rows.Average(row => row % 2);

        var interval = Bootstrap.Of(200, Mean);

        Assert.Equal(interval, Bootstrap.Of(200, Mean));
        Assert.InRange(interval.Low, 0.40, 0.46);
        Assert.InRange(interval.High, 0.54, 0.60);
    }

    private static Weighed[] Weighed(params (float Score, bool Label, double Weight)[] rows) =>
        [.. rows.Select(row => new Weighed(row.Score, row.Label, row.Weight))];
}
