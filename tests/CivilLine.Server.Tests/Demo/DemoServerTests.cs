using CivilLine.Demo;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Live;
using CivilLine.Store;
using Microsoft.Extensions.Configuration;

namespace CivilLine.Server.Tests.Demo;

public sealed class DemoServerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("civilline-demo-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Demo_shows_calls_with_words_and_names_within_ten_seconds()
    {
        await using var server = await TestServer.StartOnAsync(_root, null, "demo=true");
        await using var page = await Page.OpenAsync(server);
        await Eventually.True(
            () => page.Calls.Values.Count(call => call is { LastWords: not null, AgentName: not null }) >= 4,
            "four calls with words and the agent's name",
            () => string.Join('\n', page.Calls.Values));
        Assert.Equal(Path.Combine(_root, "demo"), server.Services.GetService(typeof(DataFolder)) is DataFolder folder ? folder.Path : null);
    }

    [Fact]
    public void Demo_starts_empty_and_leaves_real_data_alone()
    {
        var real = Path.Combine(_root, "civilline.db");
        var old = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "demo")).FullName, "civilline.db");
        File.WriteAllText(real, "real");
        File.WriteAllText(old, "yesterday's demo");

        var configuration = Configuration();
        Assert.Null(DemoFolder.Prepare(configuration));

        Assert.Equal(Path.Combine(_root, "demo"), configuration[DataFolder.Variable]);
        Assert.True(File.Exists(real));
        Assert.False(File.Exists(old));
    }

    [Fact]
    public void Demo_does_not_wipe_the_folder_of_one_that_runs()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "demo")).FullName;
        using var held = new FileStream(Path.Combine(folder, StoreDatabase.LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var refusal = Assert.Throws<InvalidOperationException>(() => DemoFolder.Prepare(Configuration()));
        Assert.Contains(folder, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recogniser_of_the_demo_revises_a_turn_word_by_word_and_ends_with_its_text()
    {
        var call = new DemoCall("x", [new DemoTurn(Transcripts.Speaker.Customer, 1, 3, "one two three four five")]);
        var steps = DemoPlan.Of(call, "x-1", DemoPeople.Others[0], DateTimeOffset.UnixEpoch);
        var texts = steps.Where(step => step.Line!.Contains("utteranceId", StringComparison.Ordinal))
            .Select(step => System.Text.Json.JsonElement.Parse(step.Line!))
            .Select(one => (one.GetProperty("revision").GetInt32(), one.GetProperty("isFinal").GetBoolean(), one.GetProperty("text").GetString()));
        Assert.Equal([(0, false, "one two"), (1, false, "one two three four"), (2, true, "one two three four five")], texts);
        Assert.Equal(steps.OrderBy(step => step.At), steps);
    }

    private IConfigurationRoot Configuration() => new ConfigurationBuilder()
        .AddInMemoryCollection([new(DataFolder.Variable, _root)]).Build();
}
