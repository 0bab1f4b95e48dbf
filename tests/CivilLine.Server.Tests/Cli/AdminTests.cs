using CivilLine.Cli.Admin;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Cli;

public sealed class AdminTests(ServerFixture fixture) : IDisposable
{
    // Stands for the server's data folder: the fixture's server has its key from a variable.
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("civilline-admin-");

    private TestServer Server => fixture.Server;

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Admin_link_prints_a_link_that_signs_the_administrator_in()
    {
        var run = await AdminAsync("link");
        Assert.Equal(0, run.Code);
        var link = new Uri(run.Output.Trim());
        Assert.Equal("/sign-in", link.AbsolutePath);
        var token = System.Web.HttpUtility.ParseQueryString(link.Query)["token"]!;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Server.Address };
        using var form = new FormUrlEncodedContent([new("token", token)]);
        using var answer = await browser.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
        Assert.True(answer.Headers.Contains("Set-Cookie"), $"no cookie came with {answer.StatusCode}");
    }

    [Fact]
    public async Task Admin_key_add_prints_a_key_that_may_bring_events()
    {
        var run = await AdminAsync("key", "add", "telephone exchange");
        Assert.Equal(0, run.Code);
        using var source = Server.Client(run.Output.Trim());
        var reply = await source.PostLinesAsync(Lines.Said(Lines.NewCall(), "u-1", "hello"));
        Assert.Equal(1, reply.Accepted);
    }

    [Fact]
    public async Task Admin_team_and_person_add_make_them_known()
    {
        var team = Lines.NewCall();
        Assert.Equal(0, (await AdminAsync("team", "add", team, "Billing")).Code);
        var run = await AdminAsync("person", "add", "Priya", "--role", "supervisor", "--team", team);
        Assert.Equal(0, run.Code);
        var people = await Server.GetAsync<System.Text.Json.JsonElement>("/api/v1/admin/people");
        Assert.Contains(people.EnumerateArray(), person =>
            person.GetProperty("name").GetString() == "Priya" && person.GetProperty("teams")[0].GetString() == team);
    }

    [Fact]
    public async Task Admin_repeats_in_the_server_s_words_what_is_wrong()
    {
        var run = await AdminAsync("person", "add", "Sam", "--role", "king");
        Assert.Equal(1, run.Code);
        Assert.Contains("'role' is one of agent, supervisor, qa, operator, administrator", run.Errors, StringComparison.Ordinal);
    }

    private Task<CommandRun> AdminAsync(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_data.FullName, "admin-key"), TestServer.AdminKey);
        return CommandRun.Of(
            AdminCommand.Create(), [.. arguments, "--to", Server.Address.ToString(), "--data", _data.FullName]);
    }
}
