using CivilLine.Cli.Evaluation;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>The whole of <c>civilline evaluate</c> with the shipped model, on a few lines and files of our own.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate").FullName;

    public EvaluateTests()
    {
        PublicData.Write(Folder("data"));
        Directory.CreateDirectory(Folder("corpus"));
        File.WriteAllLines(Path.Combine(Folder("corpus"), "threat.jsonl"),
        [
            Line("t-0", "train", "you idiot", "hostility"),
            Line("t-1", "test", "i'm going to kill you", "threat", "critical"),
            Line("t-2", "test", "you're a fucking idiot", "swearing\",\"hostility", "serious"),
            Line("t-3", "test", "my meter has stopped again", null, style: "scottish, elderly"),
        ]);
        File.WriteAllLines(Path.Combine(Folder("corpus"), "later.jsonl"), [Line("l-1", "test", "the parcel never came", null)]);
        File.WriteAllLines(Path.Combine(Folder("corpus"), "split.jsonl"),
            ["""{"id":"s-1","split":"test","fragments":["i'm going to","kill you"],"labels":["threat"],"target":"agent","severity":"critical"}"""]);
        File.WriteAllLines(Path.Combine(Folder("corpus"), "calls.jsonl"),
            ["""{"call":"c-1","turns":[{"speaker":"agent","start":0.5,"end":2,"text":"good morning how can i help","labels":[]},{"speaker":"customer","start":2.5,"end":4,"text":"you're a fucking idiot","labels":["swearing","hostility"]}]}"""]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Evaluate_counts_alarms_in_speech_call_by_call()
    {
        var report = await Evaluate();

        Assert.Equal(1000.0 / 6, report.Find("wrong alarms/bt_oasis_part1/serious and above")!.Value, 6);
        Assert.Equal(0, report.Find("wrong alarms/bt_oasis_part1/critical")!.Value);
        Assert.Equal(8, report.Find("wrong alarms/both together/caution and above")!.Of);
    }

    [Fact]
    public async Task Evaluate_cuts_the_test_lines_into_frozen_and_new()
    {
        var report = await Evaluate();

        Assert.Equal(1, report.Find("recall/threat/frozen")!.Value);
        Assert.Equal(2, report.Find("test lines/clean lines given any category/both")!.Of);
        Assert.Equal(1, report.Find("test lines/clean lines given any category/new")!.Of);
        Assert.Null(report.Find("recall/threat/new"));
        Assert.Equal(1, report.Find("severity and target/critical recall/both")!.Value);
        Assert.Equal(1, report.Find("said in pieces/right after the last piece/frozen")!.Value);
        Assert.Equal(1, report.Find("whole calls/recall, swearing/frozen")!.Value);
    }

    [Fact]
    public async Task Evaluate_reads_the_public_sets_by_their_columns()
    {
        var report = await Evaluate();

        Assert.Equal(1, report.Find("public sets/HateCheck, hateful or not/accuracy")!.Value);
        Assert.Equal(1, report.Find("public sets/ConvAbuse test, any abuse/AUC")!.Value);
        Assert.Equal(13, report.Find("false alarms by identity term/deaf/identity term, templates")!.Of);
        Assert.InRange(report.Find("public sets/SemEval toxic spans, highlights as shown/character F1")!.Value, 0.8, 1);
        Assert.Contains("eval/edos_test.tsv.gz", report.Missing);
    }

    [Fact]
    public async Task Evaluate_says_of_each_goal_whether_it_is_met()
    {
        var report = await Evaluate();

        Assert.True(report.Find("recall/threat/frozen") is { MeetsMust: true, MeetsAim: true });
        Assert.False(report.Find("wrong alarms/bt_oasis_part1/serious and above")!.MeetsMust);
        // None was seen, but eight turns show nothing: the bound counts.
        Assert.True(report.Find("wrong alarms/both together/critical") is { Value: 0, MeetsMust: false, MeetsAim: true });
    }

    [Fact]
    public async Task Evaluate_is_the_same_for_any_number_of_workers()
    {
        var (one, two) = (await Evaluate("--workers", "1"), await Evaluate("--workers", "2"));

        Assert.Equal(one.Figures.Where(IsNoTime), two.Figures.Where(IsNoTime));
    }

    [Fact]
    public async Task Evaluate_prints_no_words_of_the_speech_and_writes_them_only_where_asked()
    {
        var worst = Path.Combine(_folder, "worst.tsv");

        var run = await Run("--worst", worst);

        Assert.DoesNotContain("fucking", run.Output, StringComparison.Ordinal);
        Assert.Contains("bt_oasis_part1/2\tyou're a fucking idiot", Assert.Single(File.ReadAllLines(worst)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_refuses_to_write_words_of_others_into_a_repository()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));

        var run = await Run("--worst", Path.Combine(_folder, "worst.tsv"));

        Assert.Equal(2, run.Code);
        Assert.Contains("outside the repository", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_measures_a_part_alone()
    {
        var report = await Evaluate("--only", "pieces", "calls");

        Assert.Equal([Tables.Split, Tables.Calls], report.Figures.Select(figure => figure.Table).Distinct());
    }

    [Fact]
    public async Task Evaluate_puts_a_part_into_no_bundle_that_was_measured_on_other_lines()
    {
        var run = await Run("--only", "pieces", "--card");

        Assert.Equal(2, run.Code);
        Assert.Contains("other test lines: leave --only out", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_stands_in_the_same_table()
    {
        var file = Path.Combine(_folder, "list.tsv");
        File.WriteAllText(file, "set\tid\tscore\tflagged\ncorpus\tt-1\t0\t0\ncorpus\tt-2\t1\t1\ncorpus\tt-3\t0\t0\ncorpus\tl-1\t0.5\t1\n");

        var report = await Evaluate("--baseline", $"list={file}");

        Assert.Equal(0.5, report.Find("beside other systems/labelled lines flagged/list")!.Value);
        Assert.Equal(0.5, report.Find("beside other systems/clean lines flagged/list")!.Value);
        Assert.Null(report.Find("beside other systems/ConvAbuse AUC/list"));
        Assert.Equal(1, report.Find("beside other systems/labelled lines flagged/this model")!.Value);
    }

    [Fact]
    public async Task Baseline_that_leaves_lines_out_is_refused_by_name()
    {
        var file = Path.Combine(_folder, "list.tsv");
        File.WriteAllText(file, "set\tid\tscore\tflagged\ncorpus\tt-1\t0\t0\n");

        var run = await Run("--baseline", $"list={file}");

        Assert.Equal(2, run.Code);
        Assert.Contains("none for id 'l-1'", run.Errors, StringComparison.Ordinal);
    }

    private static bool IsNoTime(Figure figure) => figure.Table != Tables.Speed;

    private async Task<Report> Evaluate(params string[] more)
    {
        var run = await Run(more);
        Assert.Equal("", run.Errors);
        return ReportFile.Read(Folder("out"));
    }

    private Task<CommandRun> Run(params string[] more) => CommandRun.Of(
        EvaluateCommand.Create(), ["--corpus", Folder("corpus"), "--data", Folder("data"), "--out", Folder("out"), .. more]);

    private string Folder(string name) => Path.Combine(_folder, name);

    private static string Line(string id, string split, string text, string? label, string severity = "caution", string style = "") =>
        $$"""{"id":"{{id}}","split":"{{split}}","text":"{{text}}","labels":[{{(label is null ? "" : $"\"{label}\"")}}],"target":"agent","severity":"{{(label is null ? "none" : severity)}}","style":"{{style}}"}""";
}
