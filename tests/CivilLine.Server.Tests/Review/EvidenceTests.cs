using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivilLine.Cli.Evidence;
using CivilLine.Review;
using CivilLine.Server.Tests.Cli;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed partial class EvidenceTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private Reviewers _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Reviewers.StartAsync();
        await _desk.CallAsync("e-1", "you stupid cow", "<script>alert('x')</script> & my card is 4111 1111 1111 1111");
        var alerts = await Reviewers.GetAsync<JsonElement>(_desk.Supervisor, "/api/v1/alerts?callId=e-1");
        var id = alerts.GetProperty("alerts")[0].GetProperty("id").GetString();
        await _desk.Supervisor.PostJsonAsync($"/api/v1/alerts/{id}/acknowledge", new { });
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_file);
        return _desk.DisposeAsync();
    }

    [Fact]
    public async Task Pack_is_verified_by_the_command_without_the_server()
    {
        await File.WriteAllTextAsync(_file, await JsonAsync(), TestContext.Current.CancellationToken);
        var head = (string)JsonNode.Parse(await JsonAsync())!["head"]!;

        var run = await CommandRun.Of(EvidenceCommand.Create(), "verify", _file, "--head", head);
        var other = await CommandRun.Of(EvidenceCommand.Create(), "verify", _file, "--head", new string('0', 64));

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains(head, run.Output, StringComparison.Ordinal);
        Assert.Equal(1, other.Code);
        Assert.Contains("another pack", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_names_every_entry_that_was_tampered_with()
    {
        var whole = await JsonAsync();
        for (var i = 0; i < JsonNode.Parse(whole)!["entries"]!.AsArray().Count; i++)
        {
            var pack = JsonNode.Parse(whole)!;
            Tamper(pack["entries"]![i]!["data"]!.AsObject());
            await File.WriteAllTextAsync(_file, pack.ToJsonString(), TestContext.Current.CancellationToken);

            var run = await CommandRun.Of(EvidenceCommand.Create(), "verify", _file);

            Assert.Equal(1, run.Code);
            Assert.StartsWith($"entry {i} (", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Same_call_gives_the_same_pack_until_something_is_done_about_it()
    {
        var before = await JsonAsync();
        Assert.Equal(before, await JsonAsync());

        var alerts = await Reviewers.GetAsync<JsonElement>(_desk.Supervisor, "/api/v1/alerts?callId=e-1");
        await _desk.Supervisor.PostJsonAsync(
            $"/api/v1/alerts/{alerts.GetProperty("alerts")[0].GetProperty("id").GetString()}/claim", new { });

        Assert.NotEqual(before, await JsonAsync());
    }

    [Fact]
    public async Task Page_runs_nothing_fetches_nothing_and_escapes_what_callers_say()
    {
        using var answer = await _desk.Quinn.GetAsync("/api/v1/calls/e-1/evidence?format=html", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4111", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        var style = Style().Match(page).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_prints_the_head_of_the_same_pack_and_who_was_told()
    {
        var head = (string)JsonNode.Parse(await JsonAsync())!["head"]!;

        var page = await _desk.Quinn.GetStringAsync("/api/v1/calls/e-1/evidence?format=html", TestContext.Current.CancellationToken);

        Assert.Contains($"<p class=\"head\">{head}</p>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Priya</td><td>acknowledged</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_is_recorded_with_who_took_it_and_its_head()
    {
        var head = (string)JsonNode.Parse(await JsonAsync())!["head"]!;

        var act = Assert.Single(_desk.Server.Services.GetRequiredService<ReviewActs>().Of("e-1"));

        Assert.Equal(("Quinn", "evidenceExported", $"json {head}"), (act.By, act.Kind, act.Detail));
    }

    [Fact]
    public async Task Warning_is_in_the_pack_also_where_the_ladder_already_stood_there()
    {
        const string Warning = "if you carry on talking to me like that i am going to have to end this call";
        await _desk.Source.SendEventsAsync(
            new { type = "call-started", callId = "e-3", team = "billing" },
            new { callId = "e-3", utteranceId = "u-1", speaker = "agent", text = Warning },
            new { type = "call-ended", callId = "e-3", endedBy = "agent" });

        var pack = JsonNode.Parse(await _desk.Quinn.GetStringAsync("/api/v1/calls/e-3/evidence?format=json", TestContext.Current.CancellationToken))!;

        var warning = Assert.Single(pack["entries"]!.AsArray(), entry => (string)entry!["kind"]! == "warning")!["data"]!;
        Assert.Equal((Warning, null), ((string)warning["words"]!, (string?)warning["step"]));
    }

    [Theory]
    [InlineData("e-1", "pdf", HttpStatusCode.BadRequest)]
    [InlineData("e-9", "json", HttpStatusCode.NotFound)]
    public async Task Bad_question_is_refused(string callId, string format, HttpStatusCode status)
    {
        using var answer = await _desk.Quinn.GetAsync($"/api/v1/calls/{callId}/evidence?format={format}", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Live_calls_and_other_teams_calls_give_no_pack()
    {
        await _desk.Source.SendEventsAsync(new { type = "call-started", callId = "e-2", team = "billing" });
        using var live = await _desk.Quinn.GetAsync("/api/v1/calls/e-2/evidence?format=json", TestContext.Current.CancellationToken);
        using var other = await _desk.Elsewhere.GetAsync("/api/v1/calls/e-1/evidence?format=json", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, live.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private Task<string> JsonAsync() =>
        _desk.Quinn.GetStringAsync("/api/v1/calls/e-1/evidence?format=json", TestContext.Current.CancellationToken);

    /// <summary>The smallest change there is: one member's value.</summary>
    private static void Tamper(JsonObject data)
    {
        var first = data.First().Key;
        data[first] = data[first]?.GetValueKind() == JsonValueKind.String ? (string)data[first]! + "." : "else";
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
