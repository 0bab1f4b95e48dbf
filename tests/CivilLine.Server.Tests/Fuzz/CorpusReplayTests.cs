using CivilLine.Faults.Fuzz;
using CivilLine.Faults.Fuzz.Targets;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Fuzz;

/// <summary>
/// What the fuzzer began from, what it learned and what it found (<c>benchmarks/faults/Fuzz/corpus</c>), each read once more: no
/// exception, no allocation beyond its limit, nobody's words in a refusal, the same answer twice.
/// </summary>
public sealed class CorpusReplayTests
{
    public static TheoryData<string> Parsers() => [.. Targets.Parsers().Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Whatever_the_fuzzer_kept_a_parser_reads_without_fault(string name) =>
        await ReplayAsync(Targets.Parsers().Single(target => target.Name == name));

    [Fact]
    public async Task Whatever_the_fuzzer_kept_the_server_answers_without_failing()
    {
        // One of its own: an administrator's requests change what others' tests rest on.
        await using var server = await TestServer.StartAsync();
        await ReplayAsync(new RestTarget(_ => Task.FromResult(server.Client(TestServer.AdminKey))));
    }

    [Fact]
    public void No_corpus_is_of_a_parser_that_is_gone() => Assert.Empty(
        Directory.GetDirectories(Corpus.Folder("")).Select(Path.GetFileName).Except([.. Targets.Parsers().Select(target => target.Name), "rest"]));

    private static async Task ReplayAsync(FuzzTarget target)
    {
        using var opened = target as IDisposable;
        await target.OpenAsync(TestContext.Current.CancellationToken);
        var corpus = Corpus.Read(target.Name);
        Assert.NotEmpty(corpus);
        foreach (var (name, input) in corpus)
        {
            // The second time, for what runs once in a process is to be charged to nobody's input.
            var (first, trial) = (Trial.Of(target, input), Trial.Of(target, input));
            Assert.True(trial.Fault is null, $"{target.Name}/{name} {trial.Fault?.Kind}: {trial.Fault?.Detail}");
            Assert.True(first.Hash == trial.Hash || !target.IsSameTwice, $"{target.Name}/{name} is answered differently the second time");
        }
    }
}
