namespace CivilLine.Escalation;

/// <summary>The agent's request for a break, its answer, and its being taken back. It belongs to no incident, alarms nobody and moves no step.</summary>
internal sealed class BreakDesk(CallState call)
{
    public Outcome Ask(BreakAsked act, DateTimeOffset now)
    {
        if (call.Facts.Break is { AnsweredAt: null, WithdrawnAt: null })
            return Outcome.Duplicate;
        if (call.Facts.AgentId is null)
            return Outcome.Rejected("conflict", null, "nobody knows which agent took this call, so nobody can be asked for a break");
        call.Facts = call.Facts with { Break = new BreakState(now, act.By, now + call.Policy.Care.BreakReminder) };
        call.Acts.Add(new ActTaken(act, now));
        return Outcome.Accepted;
    }

    public Outcome Answer(BreakAnswered act, DateTimeOffset now)
    {
        if (call.Facts.Break is not { } asked)
            return Outcome.Rejected("conflict", null, "nobody asked for a break on this call");
        if (asked.WithdrawnAt is not null)
            return Outcome.Rejected("conflict", null, "the agent has taken the request back");
        if (asked.Answer == act.Answer)
            return Outcome.Duplicate;
        call.Facts = call.Facts with { Break = asked with { Answer = act.Answer, AnsweredBy = act.By, AnsweredAt = now } };
        call.Acts.Add(new ActTaken(act, now));
        return Outcome.Accepted;
    }

    /// <summary>At any time, a granted one too: nobody has to take a break, nor to explain.</summary>
    public Outcome Withdraw(BreakWithdrawn act, DateTimeOffset now)
    {
        if (call.Facts.Break is not { } asked)
            return Outcome.Rejected("conflict", null, "nobody asked for a break on this call");
        if (asked.WithdrawnAt is not null)
            return Outcome.Duplicate;
        call.Facts = call.Facts with { Break = asked with { WithdrawnAt = now } };
        call.Acts.Add(new ActTaken(act, now));
        return Outcome.Accepted;
    }
}
