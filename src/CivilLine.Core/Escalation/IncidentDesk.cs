using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>
/// Gathers a call's alerts and its call for help into the one incident that supervisors work on. What time does to it
/// happens at the moment it was due, however late anybody asks, so that a restart changes nothing.
/// </summary>
internal sealed class IncidentDesk(CallState call)
{
    // What was last taken in. A restart forgets it and takes all in again, which must find nothing new: hence the incident too,
    // since time alone may have changed it.
    private (int Alerts, CallFacts? Facts, Policy? Policy, IncidentState? Incident) _folded = (-1, null, null, null);

    private WorkRules Rules => call.Policy.Work;

    public IEnumerable<Alert> Open => Standing.Where(alert => !AlertWork.IsClosed(alert.Work));

    private IEnumerable<Alert> Standing =>
        call.Alerts.All.Where(alert => alert.Detection != Detection.Withdrawn && alert.Work != WorkState.Dismissed);

    /// <summary>Takes in what the call raised since, and wakes whoever must see it.</summary>
    public void Fold(DateTimeOffset now)
    {
        if (_folded.Alerts == call.Alerts.Revision && _folded.Facts == call.Facts && ReferenceEquals(_folded.Policy, call.Policy)
            && ReferenceEquals(_folded.Incident, call.Incident))
            return;
        var asksHelp = call.Facts.Help is { AnsweredAt: null } && call.Facts.Help.AskedAt != call.Incident?.Help?.AskedAt;
        if (call.Incident is not null || asksHelp || Standing.Any())
        {
            var incident = Grown(call.Incident ?? New(asksHelp, now), asksHelp, now);
            call.Incident = Summed(incident);
            CloseWhatIsDone(now);
        }

        _folded = (call.Alerts.Revision, call.Facts, call.Policy, call.Incident);
    }

    /// <summary>Does what time alone does: ends a snooze, escalates what nobody looked at.</summary>
    public void Settle(DateTimeOffset now)
    {
        while (call.Incident is { } incident && IncidentClock.Next(incident, Open, Rules) is var (due, kind) && due <= now)
        {
            switch (kind)
            {
                case IncidentClock.Kind.Wake:
                    Log(new PolicyAct("woke"), due, incident.Work, WorkState.Open);
                    call.Incident = Summed(Reopened(incident, due, alert => alert.Work == WorkState.Snoozed));
                    break;
                case IncidentClock.Kind.Help:
                    var help = incident.Help! with { Escalation = incident.Help!.Escalation + 1, EscalatedAt = due };
                    Log(new PolicyAct("helpEscalated", Level(help.Escalation)), due, incident.Work, incident.Work);
                    call.Facts = call.Facts with { Help = help };
                    call.Incident = Summed(incident);
                    break;
                default:
                    Log(new PolicyAct("escalated", Level(incident.Escalation + 1)), due, incident.Work, incident.Work);
                    call.Incident = Summed(incident with { Escalation = incident.Escalation + 1, EscalatedAt = due });
                    break;
            }
        }
    }

    /// <summary>Gives every open alert the incident's own state: pages show one thing and not two.</summary>
    public void Mirror(IncidentState incident, DateTimeOffset at, string? by = null, string? reason = null)
    {
        foreach (var alert in Open.ToList())
            Mirror(alert, incident, at, by, reason);
    }

    public IncidentState Summed(IncidentState incident)
    {
        var (count, open, categories, first, last) = (0, 0, CategorySet.Empty, incident.FirstAt, incident.LastAt);
        Severity? worst = null;
        foreach (var alert in Standing)
        {
            count++;
            open += AlertWork.IsClosed(alert.Work) ? 0 : 1;
            categories = categories.With(alert.Category);
            worst = alert.Severity <= worst ? worst : alert.Severity;
            first = alert.RaisedAt < first ? alert.RaisedAt : first;
            last = alert.RaisedAt > last ? alert.RaisedAt : last;
        }

        var facts = call.Facts;
        last = facts.Help?.AskedAt > last ? facts.Help.AskedAt : last;
        var summed = incident with
        {
            AgentId = facts.AgentId, Team = facts.Team, CallEndedAt = facts.EndedAt, Help = facts.Help, Severity = worst,
            CategoryBits = categories.Bits, Count = count, OpenCount = open, FirstAt = first, LastAt = last,
        };
        return summed with { DueAt = IncidentClock.Next(summed, Open, Rules)?.At };
    }

    public void Log(CallAct act, DateTimeOffset at, WorkState? from, WorkState? to, string? alertId = null) =>
        call.Acts.Add(new ActTaken(act, at) { From = from, To = to, AlertId = alertId });

    public Severity? WorstOpen() => Open.Max(alert => (Severity?)alert.Severity);

    private IncidentState New(bool asksHelp, DateTimeOffset now)
    {
        // A call that was stored before it had an incident may have nothing left to do.
        var isOpen = asksHelp || Open.Any();
        return new IncidentState
        {
            Id = AlertIds.Incident(call.Facts.CallId), CallId = call.Facts.CallId, FirstAt = now, LastAt = now, OpenedAt = now,
            WaitingSince = isOpen ? now : null, Work = isOpen ? WorkState.Open : WorkState.Resolved,
        };
    }

    private IncidentState Grown(IncidentState incident, bool asksHelp, DateTimeOffset now)
    {
        var worst = WorstOpen();
        var isFresh = Open.Any(alert => alert.Work == WorkState.Open);
        var isWorse = worst > incident.SeenSeverity || (worst is not null && incident.SeenSeverity is null);
        var wakes = incident.Work switch
        {
            WorkState.Acknowledged => isWorse || asksHelp || (isFresh && now - incident.SeenAt > Rules.SeenLasts),
            WorkState.Snoozed => isWorse || asksHelp,
            WorkState.Resolved or WorkState.Dismissed => isFresh || asksHelp,
            _ => false,
        };
        if (wakes)
        {
            Log(new PolicyAct("reopened", asksHelp ? "help" : isWorse ? "worse" : "grew"), now, incident.Work, WorkState.Open);
            return Reopened(incident, now, alert => alert.Work == WorkState.Snoozed || !(alert.Severity <= incident.SeenSeverity));
        }

        if (incident.Work is WorkState.Claimed or WorkState.Acknowledged or WorkState.Snoozed)
            Mirror(incident, now);
        if (incident.Work != WorkState.Open)
            return incident;
        var waits = isFresh || call.Facts.Help is { AnsweredAt: null };
        return incident with { WaitingSince = waits ? incident.WaitingSince ?? now : null };
    }

    private IncidentState Reopened(IncidentState incident, DateTimeOffset at, Func<Alert, bool> whichAlerts)
    {
        var reopened = incident with
        {
            Work = WorkState.Open, WaitingSince = at, SnoozedUntil = null, Escalation = 0, EscalatedAt = null,
        };
        foreach (var alert in Open.Where(whichAlerts).ToList())
            Mirror(alert, reopened, at, by: null, reason: null);
        return incident.IsClosed
            ? reopened with
            {
                OpenedAt = at, ClaimedBy = null, ClaimedById = null, ClosedAt = null, ClosedBy = null, Reason = null,
                RootCause = null, RootCauseNote = null,
            }
            : reopened;
    }

    private void Mirror(Alert alert, IncidentState incident, DateTimeOffset at, string? by, string? reason) => call.Alerts.Put(
        alert with { Work = incident.Work, ClaimedBy = incident.ClaimedBy, SnoozedUntil = incident.SnoozedUntil }, at, by, reason);

    /// <summary>
    /// Where the last open alert was withdrawn there is nothing left to do; and where help was all that there was, not once
    /// it has been answered and the call is over.
    /// </summary>
    private void CloseWhatIsDone(DateTimeOffset now)
    {
        if (call.Incident is not { IsClosed: false, OpenCount: 0 } incident || incident.Help is { AnsweredAt: null })
            return;
        var isHelpOnly = incident is { Count: 0, Help: not null };
        if (isHelpOnly ? incident.CallEndedAt is null : incident.Count == 0)
            return;
        var why = isHelpOnly ? "help was answered" : "nothing is left open";
        call.Acts.Add(new ActTaken(new PolicyAct("resolved", why), now)
        {
            From = incident.Work, To = WorkState.Resolved, ClosedAfter = now - incident.OpenedAt,
        });
        call.Incident = Summed(incident with
        {
            Work = WorkState.Resolved, WaitingSince = null, SnoozedUntil = null, ClosedAt = now, ClosedBy = "policy", Reason = why,
        });
    }

    private static string Level(int escalation) => escalation.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
