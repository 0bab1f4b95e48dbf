using CivilLine.Cli.Training;

namespace CivilLine.Server.Tests.Cli;

public sealed class CalibrationTests
{
    [Fact]
    public void Calibration_finds_the_sigmoid_that_labels_were_drawn_from()
    {
        // For each margin, as many positives of 1,000 as the sigmoid with slope 2 and offset -1 promises.
        var rows = Enumerable.Range(-30, 61).SelectMany(step =>
        {
            var margin = step / 10f;
            var yes = 1000f / (1 + MathF.Exp(-((2 * margin) - 1)));
            return new[] { (margin, true, yes), (margin, false, 1000 - yes) };
        }).ToArray();

        var (slope, offset) = Calibration.Fit(rows);

        Assert.Equal(2, slope, 0.02);
        Assert.Equal(-1, offset, 0.02);
    }

    [Fact]
    public void Calibration_stays_finite_when_margins_separate_the_labels()
    {
        var rows = Enumerable.Range(1, 100).SelectMany(i => new[] { (i * 0.5f, true, 1f), (-i * 0.5f, false, 1f) }).ToArray();

        var fit = Calibration.Fit(rows);

        Assert.InRange(Calibration.Probability(0.1f, fit), 0.5, 0.9999);
        Assert.InRange(Calibration.Probability(-0.1f, fit), 0.0001, 0.5);
    }

    [Fact]
    public void Threshold_rises_until_harmless_turns_pass_as_seldom_as_allowed()
    {
        (float, bool)[] corpus = [(0.9f, true), (0.6f, true), (0.2f, false)];
        float[] harmless = [.. Enumerable.Range(0, 1000).Select(i => i / 1250f)];

        var threshold = Thresholds.Choose(corpus, [harmless], falseAlarms: 2);

        Assert.Equal(2, harmless.Count(score => score >= threshold));
    }

    [Fact]
    public void Threshold_is_the_best_for_the_corpus_where_nothing_harmless_comes_near()
    {
        (float, bool)[] corpus = [(0.9f, true), (0.6f, true), (0.2f, false)];

        Assert.Equal(0.6f, Thresholds.Choose(corpus, [[0.1f, 0.2f]], falseAlarms: 1));
    }
}
