using CivilLine.Cli.Evaluation;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>A part that was measured by itself, put into the evaluation of the whole.</summary>
public sealed class PartTests
{
    private static readonly Figure Threat = Figures.Recall("threat", 8, 10);
    private static readonly Figure Old = Figures.Share(Tables.Systems, "clean lines flagged", "this model", 1, 10);
    private static readonly Figure New = Figures.Share(Tables.Systems, "clean lines flagged", "this model", 2, 10);
    private static readonly Figure Beside = Figures.Share(Tables.Systems, "clean lines flagged", "a list", 5, 10);
    private static readonly Figure Sexual = Figures.Recall("sexual", 3, 10);
    private static readonly Figure Speech = Figures.Serious(1, 1000);

    [Fact]
    public void Part_takes_the_place_of_its_tables_and_leaves_the_others() =>
        Assert.Equal([Threat, New, Beside, Speech, Sexual], Figures.Report(Threat, Old, Speech, Sexual).With(Figures.Report(New, Beside)).Figures);

    [Fact]
    public void Part_that_was_never_measured_comes_last() =>
        Assert.Equal([Threat, New], Figures.Report(Threat).With(Figures.Report(New)).Figures);

    [Fact]
    public void Part_of_another_version_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Figures.Report(Threat).With(Figures.Report("2.0.0", "10 lines, aa", New)));

    [Fact]
    public void Part_on_other_lines_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Figures.Report(Threat).With(Figures.Report("1.0.0", "11 lines, bb", New)));

    [Fact]
    public void Part_that_wants_data_is_refused_by_the_name_of_the_file()
    {
        var part = Figures.Report(New) with { Missing = ["eval/hatecheck.tsv.gz"] };

        var error = Assert.Throws<InvalidDataException>(() => Figures.Report(Threat).With(part));

        Assert.Contains("there is no eval/hatecheck.tsv.gz", error.Message, StringComparison.Ordinal);
    }
}
