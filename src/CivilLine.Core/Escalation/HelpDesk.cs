namespace CivilLine.Escalation;

/// <summary>The agent's call for help, and its answer.</summary>
internal sealed class HelpDesk(CallState call, IncidentDesk desk, AlertWork work)
{
    public Outcome Ask(HelpAsked act, DateTimeOffset now)
    {
        if (call.Facts.Help is { AnsweredAt: null })
            return Outcome.Duplicate;
        call.Facts = call.Facts with { Help = new HelpState(now, act.By) };
        call.Acts.Add(new ActTaken(act, now));
        return Outcome.Accepted;
    }

    /// <summary>Who comes to help has looked: whatever else waited in this call waits no more.</summary>
    public Outcome Answer(HelpAnswered act, DateTimeOffset now)
    {
        var help = call.Facts.Help ?? new HelpState(now, act.By);
        if (help.How == act.How && help.AnsweredBy == act.By)
            return Outcome.Duplicate;
        var waited = now - help.AskedAt;
        var isFirst = help.AnsweredAt is null && call.Facts.Help is not null;
        call.Facts = call.Facts with { Help = help with { How = act.How, AnsweredBy = act.By, AnsweredAt = now } };
        call.Acts.Add(new ActTaken(act, now) { SeenAfter = isFirst ? waited : null });
        if (call.Incident is not { Work: WorkState.Open or WorkState.Snoozed } incident)
            return Outcome.Accepted;
        var seen = work.Looked(incident, now) with { Work = WorkState.Acknowledged, SnoozedUntil = null };
        desk.Mirror(seen, now, act.By);
        call.Incident = desk.Summed(seen);
        return Outcome.Accepted;
    }
}
