using System.Net.Http.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Calls;

/// <summary>What time does to incidents, in the server and across its restarts.</summary>
public sealed class IncidentClockTests : IDisposable
{
    private readonly ShiftedTime _time = new();
    private readonly string _data = TestServer.NewFolder();
    private readonly string _call = Lines.NewCall();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Alert_that_nobody_saw_escalates_also_when_the_server_was_started_again_meanwhile()
    {
        await using (var first = await StartAsync())
        {
            await first.PostAsync(Lines.Said(_call, "u-1", ScriptedScorer.Threat), Lines.Ended(_call));
            Assert.Equal(0, (await IncidentAsync(first)).Escalation);
        }

        _time.Advance(TimeSpan.FromSeconds(61));
        await using var second = await StartAsync();
        var escalated = await Eventually.Seen("the incident to escalate", () => IncidentAsync(second), one => one.Escalation == 1);

        Assert.Equal(escalated.WaitingSince!.Value.AddMinutes(1), escalated.EscalatedAt);
        var audit = await second.GetAsync<CallAudit>($"/api/v1/calls/{_call}/audit");
        Assert.Equal([("escalated", "policy", "1")], audit.Acts.Select(act => (act.Kind, act.By, act.Detail)));
    }

    [Fact]
    public async Task Snoozed_incident_wakes_by_itself()
    {
        await using var server = await StartAsync();
        await server.PostAsync(Lines.Said(_call, "u-1", ScriptedScorer.Insult), Lines.Ended(_call));
        var incident = await IncidentAsync(server);
        using var snoozed = await server.Admin.PostAsJsonAsync(
            $"/api/v1/incidents/{incident.Id}/snooze", new { minutes = 5 }, TestContext.Current.CancellationToken);
        Assert.Equal(WorkState.Snoozed, (await snoozed.Content.ReadFromJsonAsync<IncidentView>(Json.Options, TestContext.Current.CancellationToken))!.Work);

        _time.Advance(TimeSpan.FromMinutes(5.1));

        await Eventually.Seen("the incident to wake", () => IncidentAsync(server), one => one.Work == WorkState.Open);
        Assert.Equal(WorkState.Open, (await server.AlertsAsync(_call))[0].Work);
    }

    [Fact]
    public async Task Help_that_nobody_answers_escalates_and_the_agents_call_says_so()
    {
        await using var server = await StartAsync();
        await server.PostAsync(Lines.Started(_call, "a-1", "billing"));
        using var asked = await server.Admin.PostAsync($"/api/v1/calls/{_call}/help", null, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(31));

        var call = await server.CallAsync(_call, "the call for help to escalate", one => one.Call.Help?.Escalation == 1);
        Assert.Null(call.Call.Help!.AnsweredAt);
        Assert.Equal(0, call.Incident!.Count);
    }

    private Task<TestServer> StartAsync() => TestServer.StartOnAsync(
        _data, builder => builder.Services.Add(new(typeof(TimeProvider), _time)), "Calls:DueSeconds=0.05");

    private async Task<IncidentView> IncidentAsync(TestServer server) =>
        Assert.Single((await server.GetAsync<IncidentPage>($"/api/v1/incidents?callId={_call}")).Incidents);
}
