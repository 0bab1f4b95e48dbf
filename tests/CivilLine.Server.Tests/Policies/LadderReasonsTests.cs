using System.Net;
using System.Net.Http.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Policies;

public sealed class LadderReasonsTests : IAsyncLifetime
{
    private const string Policy = "name: ours\nladder: { coolDown: 0s, steps: { finalWarning: { agreement: supervisor } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("civilline-test-").FullName;
    private TestServer _server = null!;
    private HttpClient _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder, "ours.yaml");
        await File.WriteAllTextAsync(file, Policy, Token);
        _server = await TestServer.StartAsync($"policy={file}");
        _source = await _server.SourceAsync();
        await _source.SendEventsAsync(new { type = "call-started", callId = "c-1", agentId = "a-7", team = "billing" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task SayAsync(string id, string text, string speaker = "customer") =>
        _source.SendEventsAsync(new { callId = "c-1", utteranceId = id, speaker, text });

    private Task<CallDetail> DetailAsync() => _server.CallAsync("c-1");

    private async Task<CallView> CallAsync(string what, Func<CallView, bool> satisfies) =>
        (await _server.CallAsync("c-1", what, detail => satisfies(detail.Call))).Call;

    private async Task<LadderReasons> ReasonsAsync() => (await CallAsync("the ladder's reasons", call => call.Ladder is not null)).Ladder!;

    private async Task WarnedAsync()
    {
        await SayAsync("u-1", "you useless cow");
        await SayAsync("a-1", "if you continue to speak to me like that i will have to end the call", "agent");
    }

    [Fact]
    public async Task Call_says_why_it_stands_where_it_does_what_comes_next_and_what_would_lower_it()
    {
        await SayAsync("u-1", "you useless cow");

        var reasons = await ReasonsAsync();

        Assert.Equal((LadderStep.Caution, "breach", "hostility, serious"), (reasons.Step, reasons.Rule, reasons.Because));
        Assert.Equal(["u-1"], reasons.UtteranceIds);
        Assert.StartsWith("ours-", reasons.PolicyVersion, StringComparison.Ordinal);
        Assert.Equal(LadderStep.Warn, reasons.Next);
        Assert.Equal(("points", 2d), Assert.Single(reasons.Needs.Select(need => (need.Kind, need.Wanted))));
        Assert.Equal(["quiet", "apology", "dismissal"], reasons.Lowers.Select(relief => relief.Kind));
        Assert.Equal(TimeSpan.FromMinutes(3), reasons.Lowers[0].At - reasons.Since);
        Assert.Equal((await DetailAsync()).Alerts[0].Id, reasons.Lowers[2].AlertId);
    }

    [Fact]
    public async Task Step_that_asks_for_agreement_waits_for_a_supervisor_and_says_so_to_both()
    {
        await WarnedAsync();
        await SayAsync("u-2", "you stupid stupid man");
        var waiting = await CallAsync("the question to a supervisor", call => call.Ladder?.Awaits == LadderStep.FinalWarning);
        Assert.Equal(LadderStep.Warn, waiting.Step);
        Assert.Contains("supervisor", waiting.Banner.May, StringComparison.Ordinal);

        var priya = (await _server.SignInAsync("Priya", Role.Supervisor, null, "billing")).Http;
        using var empty = await priya.PostAsJsonAsync("/api/v1/calls/c-1/agree", new { }, Token);
        using var agreed = await priya.PostAsJsonAsync("/api/v1/calls/c-1/agree", new { agrees = true }, Token);
        using var again = await priya.PostAsJsonAsync("/api/v1/calls/c-1/agree", new { agrees = true }, Token);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { empty, agreed, again }.Select(answer => answer.StatusCode));
        var view = (await agreed.Content.ReadFromJsonAsync<CallView>(Json.Options, Token))!;
        Assert.Equal((LadderStep.FinalWarning, "agreed", "Priya"), (view.Step, view.StepRule, view.Ladder!.By));
        var detail = await DetailAsync();
        Assert.Equal(["breach", "warning-said", "agreement-asked", "agreed"], detail.Moves.Select(move => move.Rule));
        Assert.Contains(detail.Acts, act => (act.Kind, act.By) == ("agreed", "Priya"));
    }

    [Fact]
    public async Task Agent_may_not_agree_for_a_supervisor()
    {
        await WarnedAsync();
        var agent = (await _server.SignInAsync("Ann", Role.Agent, "a-7", "billing")).Http;

        using var answer = await agent.PostAsJsonAsync("/api/v1/calls/c-1/agree", new { agrees = true }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Reasons_outlive_the_call()
    {
        await SayAsync("u-1", "you useless cow");
        await _source.SendEventsAsync(new { type = "call-ended", callId = "c-1", endedBy = "customer" });

        var ended = await CallAsync("the end of the call", call => call.EndedAt is not null);

        Assert.Equal("hostility, serious", ended.Ladder!.Because);
        Assert.Empty(ended.Ladder.Needs);
    }
}
