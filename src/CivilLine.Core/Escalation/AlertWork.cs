using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>What people do about alerts: on the whole incident at once, or to close a single one.</summary>
internal sealed class AlertWork(CallState call, Conduct conduct, IncidentDesk desk)
{
    public static bool IsClosed(WorkState work) => work is WorkState.Resolved or WorkState.Dismissed;

    public Outcome Apply(WorkAct act, DateTimeOffset now)
    {
        var alert = act is WorkOnAlert one ? call.Alerts.Find(one.AlertId) : null;
        if (act is WorkOnAlert { AlertId: var id } && alert is null)
            return Outcome.Rejected("not-found", "alertId", $"call '{call.Facts.CallId}' has no alert '{id}'");
        if (call.Incident is not { } incident)
            return Outcome.Rejected("not-found", "id", $"nothing has happened in call '{call.Facts.CallId}' that could be worked on");
        if (WorkRefusals.Of(act, alert, incident, call.Policy.Work, now) is { } refusal)
            return refusal;
        if (IsDone(act, alert, incident))
            return Outcome.Duplicate;
        if (IsClosed(act.Work))
            Close(act, alert, incident, now);
        else
            Take(act, alert, incident, now);
        return Outcome.Accepted;
    }

    private static bool IsDone(WorkAct act, Alert? alert, IncidentState incident) => act.Work switch
    {
        WorkState.Resolved or WorkState.Dismissed => act.Work == (alert?.Work ?? incident.Work),
        WorkState.Acknowledged => incident.Work is WorkState.Acknowledged or WorkState.Claimed,
        WorkState.Claimed => incident.Work == WorkState.Claimed && WorkRefusals.IsOwner(act, incident),
        WorkState.Snoozed => incident.Work == WorkState.Snoozed && act.Until is { } until && incident.SnoozedUntil == until,
        _ => incident.Work == WorkState.Open,
    };

    private void Take(WorkAct act, Alert? alert, IncidentState incident, DateTimeOffset now)
    {
        var isClaim = act.Work == WorkState.Claimed;
        var taken = incident with
        {
            Work = act.Work,
            ClaimedBy = isClaim ? act.By : null,
            ClaimedById = isClaim ? act.ById : null,
            SnoozedUntil = act.Work == WorkState.Snoozed ? Until(act, now) : null,
        };
        taken = act.Work == WorkState.Open
            ? taken with { WaitingSince = now, Escalation = 0, EscalatedAt = null }
            : Looked(taken, now);
        Note(act, incident, taken, alert, now);
        desk.Mirror(taken, now, act.By, act.Reason);
        call.Incident = desk.Summed(taken);
    }

    private void Close(WorkAct act, Alert? alert, IncidentState incident, DateTimeOffset now)
    {
        foreach (var target in alert is null ? desk.Open.ToList() : [alert])
        {
            call.Alerts.Put(target with { Work = act.Work, SnoozedUntil = null, Label = act.Label ?? target.Label }, now, act.By, act.Reason);
            if (act.Work == WorkState.Dismissed && target.Counts)
                conduct.Retracted(target, "dismissed", now, act.By);
        }

        if (desk.Open.Any() || call.Facts.Help is { AnsweredAt: null })
        {
            desk.Log(act, now, alert?.Work ?? incident.Work, act.Work, alert?.Id);
            call.Incident = desk.Summed(incident);
            return;
        }

        // One false alarm among alerts that were dealt with leaves an incident that was one.
        var isFalse = act.Work == WorkState.Dismissed && !call.Alerts.All.Any(other => other is { Work: WorkState.Resolved, Detection: not Detection.Withdrawn });
        var closed = Looked(incident, now) with
        {
            Work = isFalse ? WorkState.Dismissed : WorkState.Resolved, SnoozedUntil = null, ClosedAt = now, ClosedBy = act.By,
            Reason = act.Reason, RootCause = act.RootCause, RootCauseNote = act.RootCauseNote,
        };
        Note(act, incident, closed, alert, now);
        call.Incident = desk.Summed(closed);
    }

    public IncidentState Looked(IncidentState incident, DateTimeOffset now) => incident with
    {
        WaitingSince = null, SeenAt = now, SeenSeverity = desk.WorstOpen() ?? incident.SeenSeverity,
    };

    private void Note(WorkAct act, IncidentState before, IncidentState after, Alert? alert, DateTimeOffset now) => call.Acts.Add(new ActTaken(act, now)
    {
        AlertId = alert?.Id,
        From = IsClosed(act.Work) && alert is not null ? alert.Work : before.Work,
        To = act.Work,
        SeenAfter = after.WaitingSince is null ? now - before.WaitingSince : null,
        ClosedAfter = after.IsClosed ? now - before.OpenedAt : null,
    });

    private DateTimeOffset Until(WorkAct act, DateTimeOffset now) => act.Until ?? now + call.Policy.Work.Snooze;
}
