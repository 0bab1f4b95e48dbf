using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Releases;
using CivilLine.Scoring;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>The figures that lie beside the active model.</summary>
public sealed class ShippedFiguresTests
{
    private readonly Report _report = ReportFile.Read(ModelLocator.Find());

    [Fact]
    public void Figures_are_those_of_the_model_beside_them() =>
        Assert.Equal(ModelBundle.Load(ModelLocator.Find()).Info, new ModelInfo(_report.Model, _report.Thresholds));

    [Fact]
    public void Every_goal_has_a_figure() => Assert.All(Goals.Ids, id =>
        Assert.Contains(_report.Figures, figure => id == figure.Id || id == $"{figure.Table}/*/{figure.Column}"));

    [Fact]
    public void Every_guard_has_a_figure() => Assert.All(Guards.All, guard => Assert.Contains(_report.Figures, guard.Covers));

    [Fact]
    public void Nothing_was_left_unmeasured() => Assert.Empty(_report.Missing);
}
