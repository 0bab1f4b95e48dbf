using CivilLine.Cli.Training;
using CivilLine.Cli.Training.SecondStage;

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
    public void Mixing_finds_the_weights_that_labels_were_drawn_from()
    {
        var rows = from linear in Enumerable.Range(-8, 17)
                   from encoder in Enumerable.Range(-8, 17)
                   let margins = (Linear: linear / 2f, Encoder: encoder / 2f)
                   let yes = 100 / (1 + MathF.Exp(-((0.5f * margins.Linear) + (1.5f * margins.Encoder) - 1)))
                   from row in new[] { new MixRow(margins.Linear, margins.Encoder, true, yes), new(margins.Linear, margins.Encoder, false, 100 - yes) }
                   select row;

        var mix = Mixing.Fit([.. rows]);

        Assert.Equal(0.5, mix.Linear, 0.01);
        Assert.Equal(1.5, mix.Encoder, 0.01);
        Assert.Equal(-1, mix.Offset, 0.01);
    }

    [Fact]
    public void Mixing_heeds_no_voice_backwards()
    {
        var mix = Mixing.Fit([.. Enumerable.Range(0, 100).Select(i => new MixRow(i % 2 == 0 ? 1 : -1, i % 2 == 0 && i % 10 != 0 ? -1 : 1, i % 2 == 0, 1))]);

        Assert.True(mix is { Linear: > 0, Encoder: 0 }, $"{mix}");
    }

    [Fact]
    public void Mixing_stays_finite_when_the_voices_separate_the_labels()
    {
        var mix = Mixing.Fit([.. Enumerable.Range(1, 50).SelectMany(i => new[] { new MixRow(i, i, true, 1), new MixRow(-i, -i, false, 1) })]);

        Assert.InRange(mix.Probability(1, 1), 0.6, 0.99999);
    }

    [Fact]
    public void Gates_let_as_many_harmless_turns_pass_as_they_may()
    {
        var harmless = Enumerable.Range(0, 1000).Select(i => Enumerable.Range(0, 7).Select(head => (((i * 7) + (head * 131)) % 1000) / 1000f).ToArray()).ToArray();

        var gates = Gates.Choose(harmless, 0.08, [1, 1, 1, 1, 1, 1, 1]);

        Assert.InRange(harmless.Count(turn => Gates.Opens(turn, gates)), 70, 80);
    }

    [Fact]
    public void Gate_is_never_above_what_the_first_stage_would_name()
    {
        float[][] harmless = [.. Enumerable.Range(0, 1000).Select(i => Enumerable.Repeat(i / 1000f, 7).ToArray())];

        Assert.Equal(0.2f, Gates.Choose(harmless, 0.08, [1, 1, 1, 1, 1, 1, 0.2f])[6]);
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
