using CivilLine.Cli.Policies;
using CivilLine.Escalation.Documents;

namespace CivilLine.Server.Tests.Cli.Policies;

public sealed class PolicyCommandTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("civilline-test-").FullName, "policy.yaml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private async Task<CommandRun> CheckAsync(string yaml)
    {
        await File.WriteAllTextAsync(_file, yaml, TestContext.Current.CancellationToken);
        return await CommandRun.Of(PolicyCommand.Create(), "check", _file);
    }

    [Fact]
    public async Task Check_names_the_version_of_a_good_document()
    {
        var run = await CheckAsync("name: ours\nteams: { billing: {} }");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains("version ours-", run.Output, StringComparison.Ordinal);
        Assert.Contains("billing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_lists_every_problem_with_its_place_and_holds_thresholds_against_the_model()
    {
        var run = await CheckAsync("name: ours\nladder: { coolDown: soon }\ncategories: { threat: { threshold: 0.0001 } }");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains($"{_file}:2:21: ladder.coolDown is 'soon'", run.Errors, StringComparison.Ordinal);
        Assert.Contains($"{_file}:3:36: categories.threat.threshold is 0.0001; model", run.Errors, StringComparison.Ordinal);
        Assert.Contains("2 mistakes", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_that_a_file_is_not_there()
    {
        var run = await CommandRun.Of(PolicyCommand.Create(), "check", _file + ".none");

        Assert.Equal(2, run.Code);
        Assert.Contains(".none", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_prints_the_standard_policy_or_its_schema()
    {
        Assert.Equal(StandardPolicy.Yaml, (await CommandRun.Of(PolicyCommand.Create(), "show")).Output);
        Assert.Equal(StandardPolicy.Schema, (await CommandRun.Of(PolicyCommand.Create(), "show", "--schema")).Output);
    }
}
