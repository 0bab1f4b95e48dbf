using CivilLine.Escalation;
using CivilLine.Scoring;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>What holds of an incident whatever was said, done and waited for.</summary>
public sealed class IncidentRulesTests
{
    private static readonly string[] Says = ["you're useless", "i'm going to kill", "i'm going to kill you", "hello", "you fucking idiot"];
    private static readonly string[] People = ["priya", "sam"];

    private static readonly Gen<(int Kind, int Which, int Wait, bool Flag)[]> Scripts =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 900], Gen.Bool).Array[1, 40];

    [Fact]
    public void Incident_and_its_open_alerts_agree_and_nothing_due_is_left_undone() => Scripts.Sample(script =>
    {
        var call = new Call();
        foreach (var (kind, which, wait, flag) in script)
        {
            call.Wait(wait);
            var before = call.Monitor.Incident;
            Do(call, kind, which, flag, before);
            if (call.Monitor.Incident is { } incident)
                Check(call, incident);
        }
    }, iter: 2_000);

    private static void Do(Call call, int kind, int which, bool flag, IncidentState? before)
    {
        var who = People[which % 2];
        if (kind < 4)
        {
            call.Customer(Says[which % Says.Length]);
        }
        else if (kind == 4)
        {
            call.Act(new HelpAsked("a-7"));
        }
        else if (kind == 5)
        {
            call.Act(new HelpAnswered(who, HelpResponse.Listening));
        }
        else
        {
            var outcome = call.Act(new WorkOnIncident(who, (WorkState)which, "seen to") { TakeOver = flag && kind == 9 });
            if (outcome.Kind == OutcomeKind.Accepted && before is { Work: WorkState.Claimed, ClaimedBy: { } owner } && owner != who)
                Assert.True((flag && kind == 9) || which == (int)WorkState.Acknowledged, $"{who} took from {owner} without saying so");
        }
    }

    private static void Check(Call call, IncidentState incident)
    {
        var open = call.Monitor.OpenAlerts;
        Assert.Equal(open.Count, incident.OpenCount);
        if (!incident.IsClosed)
            Assert.Equal(incident.Work == WorkState.Claimed, incident.ClaimedBy is not null);
        Assert.Equal(incident.Work == WorkState.Snoozed, incident.SnoozedUntil is not null);
        Assert.True(incident.DueAt is null || incident.DueAt > call.Now, "something that was due is left undone");
        Assert.True(incident.Escalation <= call.Policy.Work.MostEscalations, "it escalated for ever");
        if (incident.IsClosed)
            Assert.Empty(open);
        if (incident.Work is WorkState.Claimed or WorkState.Snoozed)
            Assert.All(open, alert => Assert.Equal((incident.Work, incident.ClaimedBy), (alert.Work, alert.ClaimedBy)));
        if (open.Any(alert => alert.Work == WorkState.Open))
            Assert.Equal((WorkState.Open, true), (incident.Work, incident.WaitingSince is not null));
        Assert.False(open.Max(alert => (Severity?)alert.Severity) > incident.Severity, "an open alert is worse than its incident");
    }
}
