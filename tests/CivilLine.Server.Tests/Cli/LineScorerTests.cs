using System.Text.Json.Nodes;
using CivilLine.Cli.Scoring;
using CivilLine.Scoring;

namespace CivilLine.Server.Tests.Cli;

public sealed class LineScorerTests
{
    private static readonly WindowScorer Scorer = new(ModelBundle.Load(ModelLocator.Find()).Scorer);

    [Fact]
    public async Task Scorer_answers_each_line_with_its_id_in_order()
    {
        var (answers, code) = await Run(
            """{"id":"x1","speaker":"customer","fragments":["i'm going to","kill you"]}""",
            """{"id":2,"text":"can you hear me"}""");

        Assert.Equal(0, code);
        Assert.Equal("x1", (string?)answers[0]["id"]);
        Assert.Equal(2, (int?)answers[1]["id"]);
    }

    [Fact]
    public async Task Scorer_reads_fragments_as_one_speaker_said_them()
    {
        var (answers, _) = await Run(
            """{"id":"a","fragments":["i'm going to","kill you"]}""",
            """{"id":"b","fragments":["i'm going to kill","this subscription"]}""");

        Assert.Contains("threat", answers[0]["categories"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("critical", (string?)answers[0]["severity"]);
        Assert.Empty(answers[1]["categories"]!.AsArray());
        Assert.Null(answers[1]["severity"]);
    }

    [Fact]
    public async Task Scorer_gives_every_category_a_score_between_0_and_1()
    {
        var (answers, _) = await Run("""{"id":"a","text":"you're a fucking idiot"}""");

        var scores = answers[0]["scores"]!.AsObject();
        Assert.Equal(HeadNames.Categories, scores.Select(score => score.Key));
        Assert.All(scores, score => Assert.InRange((double)score.Value!, 0, 1));
    }

    [Theory]
    [InlineData("nonsense", "is not JSON")]
    [InlineData("", "is not JSON")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("""{"id":"a"}""", "'fragments' is missing")]
    [InlineData("""{"id":"a","fragments":"x"}""", "'fragments' must be an array of 1 to 1000 strings")]
    [InlineData("""{"id":"a","fragments":[]}""", "'fragments' must be an array of 1 to 1000 strings")]
    [InlineData("""{"id":"a","fragments":["x",null]}""", "'fragments' must be an array of 1 to 1000 strings")]
    [InlineData("""{"id":{},"text":"x"}""", "'id' must be a string or a number")]
    [InlineData("""{"id":"a","text":"\ud800"}""", "not Unicode")]
    [InlineData("""{"id":"a","id":"b","text":"x"}""", "is not JSON")]
    public async Task Scorer_names_line_member_and_rule_of_a_bad_line(string line, string error)
    {
        var (answers, code) = await Run("""{"id":"ok","text":"hello"}""", line);

        Assert.Equal(1, code);
        Assert.StartsWith("line 2:", (string?)answers[1]["error"], StringComparison.Ordinal);
        Assert.Contains(error, (string?)answers[1]["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scorer_goes_on_after_a_bad_line()
    {
        var (answers, _) = await Run("nonsense", """{"id":"after","text":"hello"}""");

        Assert.Equal("after", (string?)answers[1]["id"]);
        Assert.NotNull(answers[1]["scores"]);
    }

    [Fact]
    public async Task Scorer_refuses_a_fragment_over_8_KB_and_says_which()
    {
        var (answers, _) = await Run($$"""{"id":"a","fragments":["x","{{new string('é', 4097)}}"]}""");

        Assert.Contains("'fragments[1]' must be at most 8192 bytes", (string?)answers[0]["error"], StringComparison.Ordinal);
    }

    private static async Task<(JsonNode[] Answers, int Code)> Run(params string[] lines)
    {
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines) + "\n");
        var code = await new LineScorer(Scorer).RunAsync(input, output, TestContext.Current.CancellationToken);
        return ([.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)], code);
    }
}
