namespace CivilLine.Escalation;

/// <summary>How a call that is over went, for a supervisor who has the same caller again.</summary>
public enum CallOutcome
{
    /// <summary>It never left the ladder's lowest step.</summary>
    Calm,

    /// <summary>Quiet minutes took the ladder down again.</summary>
    CooledOff,
    Apologised,

    /// <summary>The agent or a supervisor ended it on a step above calm.</summary>
    Ended,

    /// <summary>It was over before anything was settled.</summary>
    Unsettled,
}

public static class CallOutcomes
{
    /// <param name="moves">The ladder's, oldest first.</param>
    public static CallOutcome Of(CallFacts facts, IEnumerable<(LadderStep From, LadderStep To, string Rule)> moves)
    {
        var climbed = false;
        string? lowered = null;
        foreach (var (from, to, rule) in moves)
        {
            climbed |= to > from;
            lowered = to < from ? rule : to > from ? null : lowered;
        }

        var step = facts.EndStep ?? facts.Ladder.Step;
        if (step > LadderStep.Calm && facts.EndedBy is Transcripts.CallParty.Agent or Transcripts.CallParty.Supervisor)
            return CallOutcome.Ended;
        return (climbed, lowered) switch
        {
            (false, _) => CallOutcome.Calm,
            (_, "apology") => CallOutcome.Apologised,
            (_, "quiet") => CallOutcome.CooledOff,
            // What led up the ladder was taken back: nothing had happened after all.
            (_, not null) when step == LadderStep.Calm => CallOutcome.Calm,
            _ => CallOutcome.Unsettled,
        };
    }
}
