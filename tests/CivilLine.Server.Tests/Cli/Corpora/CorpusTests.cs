using System.Runtime.CompilerServices;
using CivilLine.Cli.Corpora;

namespace CivilLine.Server.Tests.Cli.Corpora;

public sealed class CorpusTests : IDisposable
{
    private const string Clean = """{"id":"a-1","split":"train","text":"could you tell me when the engineer is coming","speaker":"customer","labels":[],"target":"none","severity":"none","domain":"telecom","style":"asr-lower"}""";
    private const string Rude = """{"id":"a-2","split":"train","text":"could you tell me when the engineer is coming you muppet","speaker":"customer","labels":["hostility"],"target":"agent","severity":"caution","domain":"telecom","style":"asr-lower"}""";

    private readonly string _root = Directory.CreateTempSubdirectory("corpus").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Shipped_corpus_has_no_faults() =>
        Assert.Empty(CheckCommand.Find(PathOf("models/corpora"), PathOf("tests/CivilLine.Core.Tests/Phrases")));

    [Fact]
    public async Task Check_finds_nothing_wrong_with_lines_that_differ()
    {
        var run = await Check(Clean, Rude);

        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.Code);
    }

    [Theory]
    [InlineData("\"hostility\"", "\"rudeness\"", "there is no category 'rudeness'")]
    [InlineData("\"hostility\"", "", "severity is caution with no label")]
    [InlineData("\"caution\"", "\"none\"", "severity is none with a label")]
    [InlineData("\"caution\"", "\"grave\"", "severity must be one of none, info, caution, serious, critical, it is \"grave\"")]
    [InlineData("\"agent\"", "\"everybody\"", "target must be one of")]
    [InlineData("\"customer\"", "\"robot\"", "speaker must be one of customer, agent")]
    [InlineData("\"train\"", "\"dev\"", "split must be one of train, test")]
    [InlineData("\"style\"", "\"stile\"", "there is no member 'stile'")]
    [InlineData("\"a-2\"", "\"a-1\"", "id a-1 is taken by lines.jsonl:1")]
    [InlineData("could you tell me when the engineer is coming you muppet", " ", "with words in each")]
    [InlineData("{", "", "no JSON")]
    public async Task Check_names_the_line_the_member_and_the_rule(string from, string to, string fault)
    {
        var run = await Check(Clean, Rude.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(1, run.Code);
        Assert.StartsWith("lines.jsonl:2: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_looks_into_the_turns_of_a_call()
    {
        var run = await Check(Clean, """{"call":"c-1","split":"train","turns":[{"speaker":"customer","start":0,"end":1,"text":"hello","labels":["gossip"]}]}""");

        Assert.Contains("lines.jsonl:2: turn 0: labels: there is no category 'gossip'", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_finds_a_line_that_stands_twice_whatever_its_case()
    {
        var run = await Check(Clean, Clean.Replace("a-1", "a-2", StringComparison.Ordinal).Replace("could", "Could", StringComparison.Ordinal));

        Assert.Contains("a-1, a-2: the same words", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_lets_a_few_words_stand_twice_that_everybody_says()
    {
        var run = await Check(Said("a-1", "are you there"), Said("a-2", "are you there"));

        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task Check_finds_a_few_words_that_stand_on_both_sides_of_the_border()
    {
        var run = await Check(Said("a-1", "are you there"), Said("a-2", "are you there").Replace("train", "test", StringComparison.Ordinal));

        Assert.Contains("a-1, a-2: the same words", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coming then", 1)]
    [InlineData("coming you muppet", 0)]
    public async Task Check_finds_a_test_line_that_shares_four_fifths_of_its_words_in_threes_with_a_train_line(string ending, int code)
    {
        var test = Clean.Replace("a-1", "a-2", StringComparison.Ordinal).Replace("coming", ending, StringComparison.Ordinal).Replace("train", "test", StringComparison.Ordinal);

        var run = await Check(Clean, test);

        Assert.Equal(code, run.Code);
        Assert.Equal(code == 1, run.Errors.Contains("a-2, a-1: a test line is alike a train line, 0.88", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_finds_a_line_that_a_phrase_of_the_suites_repeats()
    {
        var run = await CheckWith(["style\tfamily\ttext", "plain\tvisit\tcould you tell me when the engineer is coming please"], Clean);

        Assert.Contains("harmless.tsv:2, a-1: a phrase of the suites is alike a line, 0.88", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_counts_lines_and_the_twins_beside_them()
    {
        var run = await Run("stats", [Clean, Rude, Said("a-3", "thank you")]);

        Assert.Contains("| clean | 2 | 2 | 0 | 2 | 0 | 0 |", run.Output, StringComparison.Ordinal);
        Assert.Contains("| hostility | 1 | 1 | 0 | 0 | 1 | 100 |", run.Output, StringComparison.Ordinal);
        Assert.Contains("| abusive lines with a clean line that shares a 3-gram within 4 lines | 100.0 % |", run.Output, StringComparison.Ordinal);
        Assert.Contains("| nearest other line alike by 0.5 or more | 66.7 % |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_names_a_folder_without_lines()
    {
        var run = await CommandRun.Of(CorpusCommand.Create(), "stats", "--corpus", _root);

        Assert.Equal(2, run.Code);
        Assert.Contains("There are no labelled .jsonl files", run.Errors, StringComparison.Ordinal);
    }

    private static string Said(string id, string text) =>
        Clean.Replace("a-1", id, StringComparison.Ordinal).Replace("could you tell me when the engineer is coming", text, StringComparison.Ordinal);

    private Task<CommandRun> Check(params string[] lines) => CheckWith([], lines);

    private Task<CommandRun> CheckWith(string[] suite, params string[] lines)
    {
        var phrases = Directory.CreateDirectory(Path.Combine(_root, "phrases")).FullName;
        if (suite.Length > 0)
            File.WriteAllLines(Path.Combine(phrases, "harmless.tsv"), suite);
        return Run("check", lines, "--phrases", phrases);
    }

    private Task<CommandRun> Run(string verb, string[] lines, params string[] more)
    {
        var corpus = Directory.CreateDirectory(Path.Combine(_root, "corpus")).FullName;
        File.WriteAllLines(Path.Combine(corpus, "lines.jsonl"), lines);
        return CommandRun.Of(CorpusCommand.Create(), [verb, "--corpus", corpus, .. more]);
    }

    private static string PathOf(string folder, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../..", folder));
}
