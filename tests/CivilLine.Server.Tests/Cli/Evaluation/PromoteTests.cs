using System.Text.Json;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Releases;
using CivilLine.Scoring;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>A models folder with two versions: the shipped bundle twice, with figures of our own.</summary>
public sealed class PromoteTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("models").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public async Task Promote_makes_a_better_version_active_and_records_it()
    {
        WriteVersions(Figures.Report(Figures.Recall("threat", 60, 100)), Figures.Report(Figures.Recall("threat", 70, 100)));

        var run = await Promote("2.0.0");

        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.Code);
        Assert.EndsWith("2.0.0", ModelLocator.Find(_models), StringComparison.Ordinal);
        var record = JsonDocument.Parse(Assert.Single(Records())).RootElement;
        Assert.Equal("toxicity-en/1.0.0", record.GetProperty("from").GetString());
        Assert.Equal(_time.GetUtcNow(), record.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Promote_refuses_a_version_that_hears_less()
    {
        WriteVersions(Figures.Report(Figures.Recall("threat", 70, 100)), Figures.Report(Figures.Recall("threat", 60, 100)));

        var run = await Promote("2.0.0");

        Assert.Equal(1, run.Code);
        Assert.Contains("recall/threat/frozen: worse by 10.0 %", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("1.0.0", ModelLocator.Find(_models), StringComparison.Ordinal);
        Assert.Empty(Records());
    }

    [Fact]
    public async Task Promote_by_force_records_the_reason_and_what_is_worse()
    {
        WriteVersions(Figures.Report(Figures.Recall("threat", 70, 100)), Figures.Report(Figures.Recall("threat", 60, 100)));

        var run = await Promote("2.0.0", "--force", "half the false alarms");

        Assert.Equal(0, run.Code);
        Assert.EndsWith("2.0.0", ModelLocator.Find(_models), StringComparison.Ordinal);
        var record = JsonDocument.Parse(Assert.Single(Records())).RootElement;
        Assert.Equal("half the false alarms", record.GetProperty("forced").GetString());
        Assert.Equal("recall/threat/frozen", record.GetProperty("worse")[0].GetProperty("figure").GetString());
    }

    [Fact]
    public async Task Promote_says_what_to_do_where_a_bundle_has_no_figures()
    {
        WriteVersions(null, Figures.Report(Figures.Recall("threat", 60, 100)));

        var run = await Promote("2.0.0");

        Assert.Equal(2, run.Code);
        Assert.Contains("civilline evaluate --model", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_refuses_a_bundle_that_was_altered()
    {
        WriteVersions(Figures.Report(Figures.Recall("threat", 60, 100)), Figures.Report(Figures.Recall("threat", 70, 100)));
        File.AppendAllText(Path.Combine(_models, "toxicity-en", "2.0.0", "model.zip"), "x");

        var run = await Promote("2.0.0");

        Assert.Equal(2, run.Code);
        Assert.Contains("SHA-256", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_names_the_difference_and_whether_it_is_more_than_chance()
    {
        WriteVersions(Figures.Report(Figures.Recall("threat", 30, 100)), Figures.Report(Figures.Recall("threat", 70, 100)));

        var run = await CommandRun.Of(CompareCommand.Create(), Bundle("1.0.0"), Bundle("2.0.0"));

        Assert.Contains("| +40.0 % | better |", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 better, 0 worse, of 1 figures", run.Output, StringComparison.Ordinal);
    }

    private Task<CommandRun> Promote(params string[] arguments) =>
        CommandRun.Of(PromoteCommand.Create(_time), [.. arguments, "--models", _models]);

    private string Bundle(string version) => Path.Combine(_models, "toxicity-en", version);

    private string[] Records() =>
        File.Exists(Path.Combine(_models, Promotion.RecordFile)) ? File.ReadAllLines(Path.Combine(_models, Promotion.RecordFile)) : [];

    private void WriteVersions(Report? first, Report? second)
    {
        File.WriteAllText(Path.Combine(_models, "active.json"), """{"model":"toxicity-en/1.0.0"}""");
        Write("1.0.0", first);
        Write("2.0.0", second);
    }

    private void Write(string version, Report? report)
    {
        Directory.CreateDirectory(Bundle(version));
        foreach (var file in Directory.GetFiles(ModelLocator.Find()))
            File.Copy(file, Path.Combine(Bundle(version), Path.GetFileName(file)));
        if (report is not null)
            ReportFile.Write(Bundle(version), report);
        else
            File.Delete(Path.Combine(Bundle(version), ReportFile.Name));
    }
}
