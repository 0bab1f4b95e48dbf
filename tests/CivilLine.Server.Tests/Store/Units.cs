using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Store;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Store;

/// <summary>Units that open a call.</summary>
internal static class Units
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    public static StoreUnit Of(string callId, int alerts = 0)
    {
        var facts = new CallFacts { CallId = callId, StartedAt = At, LastHeardAt = At };
        var changes = Enumerable.Range(0, alerts).Select(i => new AlertChange(
            new Alert
            {
                Id = $"al_{callId}_{i}", IncidentId = "in_" + callId, CallId = callId, Category = Category.Threat,
                Severity = Severity.Critical, Text = "words", RaisedAt = At, ModelVersion = "m", PolicyVersion = "p",
            },
            At));
        var view = new CallView(
            callId, null, null, null, null, At, At, null, null, null, LadderStep.Calm, null, false, 0, [], null,
            Speaker.Unknown, null, null, null, Banner.Calm, 0);
        return new StoreUnit(0, "key", new CallChanges(facts, [], [.. changes], [], []), view, 0);
    }
}
