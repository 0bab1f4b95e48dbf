using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Hosting;
using CivilLine.Policies;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Policies;

public sealed class PolicyReloadTests
{
    private const string Milder = "name: milder\ncategories: { hostility: { ceiling: info } }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static object Said(string id, string text) => new { callId = "c-1", utteranceId = id, speaker = "customer", text };

    private static string FileOf(TestServer server) => Path.Combine(server.Data, "policy.yaml");

    private static PolicyInForce Now(TestServer server) => server.Services.GetRequiredService<PolicyStore>().Now;

    private static Task AppliesAsync(TestServer server, string name) => Eventually.True(
        () => Now(server).Book.Version.StartsWith(name + "-", StringComparison.Ordinal) && Now(server).Refused is null, $"policy {name}", () => Now(server).Book.Version);

    [Fact]
    public async Task Live_call_takes_the_new_policy_from_its_next_event_and_decisions_carry_it()
    {
        await using var server = await TestServer.StartAsync();
        var source = await server.SourceAsync();
        await source.SendEventsAsync(Said("u-1", "you stupid man"));
        var before = Now(server).Book.Version;

        await File.WriteAllTextAsync(FileOf(server), "name: strict\ncategories: { hostility: { severity: serious } }", Token);
        await AppliesAsync(server, "strict");
        await source.SendEventsAsync(Said("u-2", "you useless cow"));

        var detail = (await server.Admin.GetFromJsonAsync<CallDetail>("/api/v1/calls/c-1", Json.Options, Token))!;
        Assert.Equal([before, Now(server).Book.Version], detail.Alerts.Select(alert => alert.PolicyVersion));
    }

    [Fact]
    public async Task Changed_file_and_every_start_are_in_the_audit_once()
    {
        var data = TestServer.NewFolder();
        await using (var first = await TestServer.StartOnAsync(data))
        {
            await File.WriteAllTextAsync(FileOf(first), Milder, Token);
            await ChangesAsync(first, "standard", "milder");
        }

        await using (var second = await TestServer.StartOnAsync(data))
            await ChangesAsync(second, "standard", "milder", "milder");
        Directory.Delete(data, recursive: true);
    }

    /// <summary>Waits until the audit names these policies, oldest first.</summary>
    private static Task<PolicyChangesView> ChangesAsync(TestServer server, params string[] names) => Eventually.Seen(
        $"the audit to name {string.Join(", ", names)}",
        () => server.GetAsync<PolicyChangesView>("/api/v1/policy/changes"),
        view => view.Changes.Select(change => change.Version.Split('-')[0]).Reverse().SequenceEqual(names));

    [Fact]
    public async Task What_a_policy_lets_pass_alerts_nobody_from_then_on()
    {
        await using var server = await TestServer.StartAsync();
        var source = await server.SourceAsync();
        await File.WriteAllTextAsync(FileOf(server), Milder, Token);
        await AppliesAsync(server, "milder");

        await source.SendEventsAsync(Said("u-1", "you stupid man"));

        Assert.Empty((await server.Admin.GetFromJsonAsync<CallDetail>("/api/v1/calls/c-1", Json.Options, Token))!.Alerts);
    }

    [Fact]
    public async Task Bad_document_is_refused_the_old_one_stays_and_health_and_view_say_why()
    {
        await using var server = await TestServer.StartAsync();
        await File.WriteAllTextAsync(FileOf(server), Milder, Token);
        await AppliesAsync(server, "milder");

        await File.WriteAllTextAsync(FileOf(server), "name: worse\ncategories: { hostility: { ceiling: none } }", Token);
        await Eventually.True(() => Now(server).Refused is not null, "the bad document to be refused");

        Assert.StartsWith("milder-", Now(server).Book.Version, StringComparison.Ordinal);
        var health = await server.Admin.GetFromJsonAsync<JsonElement>("/health/ready", Token);
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Contains("in line 2 at 'categories.hostility.ceiling'", health.GetProperty("checks").GetProperty("policy").GetProperty("detail").GetString(), StringComparison.Ordinal);
        var view = await server.Admin.GetFromJsonAsync<JsonElement>("/api/v1/policy", Token);
        Assert.Equal("categories.hostility.ceiling", view.GetProperty("refused").GetProperty("problems")[0].GetProperty("path").GetString());

        await File.WriteAllTextAsync(FileOf(server), "name: better", Token);
        await AppliesAsync(server, "better");
        Assert.Equal("healthy", (await server.Admin.GetFromJsonAsync<JsonElement>("/health/ready", Token)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Policy_stays_when_its_file_is_taken_away()
    {
        await using var server = await TestServer.StartAsync();
        await File.WriteAllTextAsync(FileOf(server), Milder, Token);
        await AppliesAsync(server, "milder");

        File.Delete(FileOf(server));
        await Eventually.True(() => Now(server).Refused is not null, "the missing file to be noticed");

        Assert.StartsWith("milder-", Now(server).Book.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_that_the_file_system_tells_nobody_of_is_found_all_the_same()
    {
        // The folder that is watched holds a link, and what changes is elsewhere, as where a configuration is mounted.
        var elsewhere = Directory.CreateTempSubdirectory("civilline-test-").FullName;
        var target = Path.Combine(elsewhere, "policy.yaml");
        await File.WriteAllTextAsync(target, Milder, Token);
        var link = Path.Combine(Directory.CreateTempSubdirectory("civilline-test-").FullName, "linked.yaml");
        File.CreateSymbolicLink(link, target);
        await using var server = await TestServer.StartAsync($"policy={link}", "Policies:PollSeconds=0.1");
        await AppliesAsync(server, "milder");

        await File.WriteAllTextAsync(target, "name: better", Token);

        await AppliesAsync(server, "better");
    }

    [Theory]
    [InlineData("name: bad\nladder: { coolDown: 5 }", "2:21: ladder.coolDown")]
    [InlineData(null, "is not there")]
    public async Task Server_does_not_start_under_a_policy_that_it_cannot_follow(string? yaml, string why)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("civilline-test-").FullName, "named.yaml");
        if (yaml is not null)
            await File.WriteAllTextAsync(file, yaml, Token);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestServer.StartAsync($"policy={file}"));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }
}
