using CivilLine.Cli.Admin;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Privacy;

namespace CivilLine.Server.Tests.Cli;

public sealed class PrivacyCommandTests(ServerFixture fixture) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("civilline-admin-");
    private readonly string _call = Lines.NewCall();
    private readonly string _caller = Lines.NewCall();

    private TestServer Server => fixture.Server;

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Erase_only_says_what_would_go_until_it_is_told_yes()
    {
        await SayAsync();

        var asked = await AdminAsync("erase", "--caller", _caller, "--reason", "asked");
        Assert.Equal((0, 2), (asked.Code, (await Server.CallAsync(_call)).Fragments.Count));
        Assert.Contains($"{_call}  would be erased; add --yes", asked.Output, StringComparison.Ordinal);

        var erased = await AdminAsync("erase", "--caller", _caller, "--reason", "asked", "--yes");
        Assert.Equal((0, System.Net.HttpStatusCode.NotFound), (erased.Code, await Server.Admin.StatusAsync($"/api/v1/calls/{_call}")));
        Assert.Contains($"{_call}  erased: 2 fragments", erased.Output, StringComparison.Ordinal);
        Assert.Contains("Backups made before hold the call still", erased.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_of_a_held_call_fails_and_says_why()
    {
        await SayAsync();
        Assert.Equal(0, (await AdminAsync("hold", "put", _call, "--reason", "a court asks")).Code);
        Assert.Contains("a court asks", (await AdminAsync("hold", "list")).Output, StringComparison.Ordinal);

        var refused = await AdminAsync("erase", "--call", _call, "--reason", "asked", "--yes");

        Assert.Equal(1, refused.Code);
        Assert.Contains("under a legal hold", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await AdminAsync("hold", "lift", _call, "--reason", "ruled")).Code);
        Assert.Equal(0, (await AdminAsync("erase", "--call", _call, "--reason", "asked", "--yes")).Code);
    }

    [Fact]
    public async Task Export_writes_a_file_once_that_its_owner_alone_reads()
    {
        await SayAsync();
        var file = Path.Combine(_data.FullName, "person.jsonl");

        var exported = await AdminAsync("export", "--caller", _caller, "--reason", "asked", "--file", file);
        var again = await AdminAsync("export", "--caller", _caller, "--reason", "asked", "--file", file);

        Assert.Equal((0, 1), (exported.Code, again.Code));
        Assert.Equal(2, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Count(line => line.Contains("\"fragment\"", StringComparison.Ordinal)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Retention_says_how_long_calls_are_kept()
    {
        var run = await AdminAsync("retention");

        Assert.Equal(0, run.Code);
        Assert.Contains("every other team, other calls: for ever", run.Output, StringComparison.Ordinal);
        Assert.Contains("next run never", run.Output, StringComparison.Ordinal);
    }

    private async Task SayAsync()
    {
        using var source = await Server.SourceAsync();
        await source.CallOverAsync(_call, "hello", caller: _caller);
    }

    private Task<CommandRun> AdminAsync(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_data.FullName, "admin-key"), TestServer.AdminKey);
        return CommandRun.Of(AdminCommand.Create(), [.. arguments, "--to", Server.Address.ToString(), "--data", _data.FullName]);
    }
}
