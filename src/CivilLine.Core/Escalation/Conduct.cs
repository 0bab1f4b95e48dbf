using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>Carries what happened on a call to its ladder. After the call's end the ladder stands.</summary>
internal sealed class Conduct(CallState call)
{
    public void Apply(LadderInput input, DateTimeOffset now) => Take(input, now);

    public void Confirmed(Alert alert, DateTimeOffset now)
    {
        NotePeak();
        Take(
            alert.Category == Category.Safeguarding
                ? new SafeguardingHold(alert.UtteranceIds, call.ModelVersion)
                : BreachOf(alert),
            now);
    }

    /// <summary>A confirmed alert that a correction withdrew or a person dismissed takes its weight back.</summary>
    public void Retracted(Alert alert, string rule, DateTimeOffset now, string? by = null)
    {
        NotePeak();
        if (alert.Category != Category.Safeguarding)
            Take(new Retraction(BreachOf(alert), rule, by), now);
        else if (!call.Alerts.All.Any(Holds))
            Take(new SafeguardingRelease(alert.UtteranceIds, call.ModelVersion, by), now);
    }

    /// <summary>Lowers the ladder by as many steps as quiet periods have passed.</summary>
    public void Settle(DateTimeOffset now)
    {
        while (Take(new Quiet(call.ModelVersion), now))
        {
        }
    }

    private bool Take(LadderInput input, DateTimeOffset now)
    {
        if (call.HasEnded)
            return false;
        var decision = Ladder.Step(call.Facts.Ladder, input, call.Policy, now);
        if (decision.State != call.Facts.Ladder)
            call.Facts = call.Facts with { Ladder = decision.State };
        if (decision.Move is not { } move)
            return false;
        call.Moves.Add(move);
        return true;
    }

    internal Breach BreachOf(Alert alert)
    {
        var speaker = call.Timeline.Find(alert.UtteranceIds[^1])?.Speaker ?? Speaker.Unknown;
        return new Breach(
            speaker, alert.Category, alert.Severity, alert.Target, alert.UtteranceIds, alert.ModelVersion,
            call.FlaggingPhrase(alert.Text, alert.Category));
    }

    /// <summary>The severity of what stands changed by itself; the ladder keeps what it weighed.</summary>
    public void Regraded() => NotePeak();

    private void NotePeak()
    {
        Severity? peak = null;
        foreach (var alert in call.Alerts.All)
        {
            if (Stands(alert) && alert.Counts && !(alert.Severity <= peak))
                peak = alert.Severity;
        }

        call.Facts = call.Facts with { PeakSeverity = peak };
    }

    private static bool Holds(Alert alert) =>
        Stands(alert) && alert is { Category: Category.Safeguarding, Counts: true };

    private static bool Stands(Alert alert) => alert.Detection != Detection.Withdrawn && alert.Work != WorkState.Dismissed;
}
