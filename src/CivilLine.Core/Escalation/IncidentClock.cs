namespace CivilLine.Escalation;

/// <summary>What time alone will do to an incident next.</summary>
internal static class IncidentClock
{
    public enum Kind
    {
        Wake,
        Help,
        Escalate,
    }

    /// <param name="open">The alerts of it that nobody has closed.</param>
    public static (DateTimeOffset At, Kind Kind)? Next(IncidentState incident, IEnumerable<Alert> open, WorkRules rules)
    {
        (DateTimeOffset At, Kind Kind)? next = incident is { Work: WorkState.Snoozed, SnoozedUntil: { } until } ? (until, Kind.Wake) : null;
        if (incident.Help is { AnsweredAt: null } help && help.Escalation < rules.MostEscalations)
            next = Sooner(next, ((help.EscalatedAt ?? help.AskedAt) + rules.UnansweredHelp, Kind.Help));
        if (incident is not { Work: WorkState.Open, WaitingSince: { } since } || incident.Escalation >= rules.MostEscalations)
            return next;
        foreach (var alert in open)
        {
            if (alert.Work != WorkState.Open || rules.UnseenFor(alert.Severity) is not { } patience)
                continue;
            // A worse alert that joins an incident brings its own, shorter time, counted from its own coming.
            var from = incident.EscalatedAt ?? since;
            next = Sooner(next, ((alert.RaisedAt > from ? alert.RaisedAt : from) + patience, Kind.Escalate));
        }

        return next;
    }

    private static (DateTimeOffset At, Kind Kind)? Sooner((DateTimeOffset At, Kind Kind)? one, (DateTimeOffset At, Kind Kind) other) =>
        one is { } first && first.At <= other.At ? one : other;
}
