using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Releases;

namespace CivilLine.Server.Tests.Cli.Evaluation;

public sealed class ComparisonTests
{
    [Fact]
    public void Difference_has_the_interval_of_Newcombe()
    {
        // Newcombe 1998, table II (a), method 10: 56/70 against 48/80.
        var difference = Compare(Figures.Recall("threat", 48, 80), Figures.Recall("threat", 56, 70));

        Assert.Equal(0.2, difference.Value, 9);
        Assert.Equal(0.0524, difference.Interval!.Value.Low, 4);
        Assert.Equal(0.3339, difference.Interval!.Value.High, 4);
        Assert.True(difference.IsBeyond);
        Assert.True(difference.Worsening < 0);
    }

    [Fact]
    public void Difference_of_few_lines_is_not_beyond_the_interval() =>
        Assert.False(Compare(Figures.Recall("threat", 12, 20), Figures.Recall("threat", 14, 20)).IsBeyond);

    [Fact]
    public void More_alarms_are_worse_though_the_number_grows() =>
        Assert.True(Compare(Figures.Serious(10, 1000), Figures.Serious(90, 1000)) is { IsBeyond: true, Worsening: > 0 });

    [Fact]
    public void Figures_of_other_lines_are_never_called_different()
    {
        var before = Figures.Report("1.0.0", "10 lines, aa", Figures.Recall("threat", 10, 100));
        var after = Figures.Report("2.0.0", "12 lines, bb", Figures.Recall("threat", 90, 100));

        Assert.False(Assert.Single(Comparison.Of(before, after)).IsBeyond);
    }

    [Fact]
    public void Version_that_hears_less_is_objected_to_by_name_and_by_how_much()
    {
        var objections = Objection.Between(
            Figures.Report(Figures.Recall("threat", 80, 100), Figures.Recall("sexual", 80, 100)),
            Figures.Report(Figures.Recall("threat", 77, 100), Figures.Recall("sexual", 79, 100)));

        var objection = Assert.Single(objections);
        Assert.Equal("recall/threat/frozen", objection.Figure);
        Assert.Contains("worse by 3.0 %", objection.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_loss_that_is_more_than_chance_is_objected_to()
    {
        var objections = Objection.Between(
            Figures.Report(Figures.Recall("threat", 80_000, 100_000)), Figures.Report(Figures.Recall("threat", 79_000, 100_000)));

        Assert.Contains("beyond the interval", Assert.Single(objections).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Guarded_figure_that_was_not_measured_again_is_objected_to() =>
        Assert.Equal("it was not measured", Assert.Single(Objection.Between(Figures.Report(Figures.Serious(3, 1000)), Figures.Report())).Why);

    [Fact]
    public void Figure_without_a_guard_may_get_worse() => Assert.Empty(Objection.Between(
        Figures.Report(Figures.Share(Tables.HateCheck, "slur_h", Tables.Accuracy, 90, 100)),
        Figures.Report(Figures.Share(Tables.HateCheck, "slur_h", Tables.Accuracy, 10, 100))));

    [Fact]
    public void Lines_of_another_test_set_are_not_taken_for_better() => Assert.Contains("other lines", Assert.Single(Objection.Between(
        Figures.Report("1.0.0", "10 lines, aa", Figures.Recall("threat", 50, 100)),
        Figures.Report("2.0.0", "12 lines, bb", Figures.Recall("threat", 90, 100)))).Why, StringComparison.Ordinal);

    private static Difference Compare(Figure before, Figure after) =>
        Assert.Single(Comparison.Of(Figures.Report(before), Figures.Report(after)));
}
