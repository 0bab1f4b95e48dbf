namespace CivilLine.Escalation;

/// <summary>What a person does on a call, as against what is said in it.</summary>
/// <param name="By">The name that others are shown.</param>
public abstract record CallAct(string By)
{
    /// <summary>Who it was beyond doubt; null where nobody signed in, as with what the policy does by itself.</summary>
    public string? ById { get; init; }
}

/// <summary>A supervisor's work. <see cref="WorkState.Open"/> gives back what was claimed or snoozed.</summary>
/// <param name="Reason">Required to resolve or dismiss.</param>
public abstract record WorkAct(string By, WorkState Work, string? Reason) : CallAct(By)
{
    /// <summary>Takes from whoever has claimed it; without this they are named and nothing changes.</summary>
    public bool TakeOver { get; init; }

    /// <summary>When a snooze ends; null for as long as the policy says.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a false alarm, what it should have been: a category's wire name, or <c>none</c>; null where that is not said.</summary>
    public string? Label { get; init; }

    /// <summary>What the company did wrong, one of the policy's; null where that is not said.</summary>
    public string? RootCause { get; init; }

    public string? RootCauseNote { get; init; }
}

/// <summary>Work on one alert. To resolve or dismiss it leaves the others; all else is done to the whole incident.</summary>
public sealed record WorkOnAlert(string By, string AlertId, WorkState Work, string? Reason = null) : WorkAct(By, Work, Reason);

/// <summary>Work on all that a call gives to do.</summary>
public sealed record WorkOnIncident(string By, WorkState Work, string? Reason = null) : WorkAct(By, Work, Reason);

/// <summary>The agent's "I have said it": confirms the warning that the step asks for.</summary>
public sealed record WarningSaid(string By) : CallAct(By);

/// <summary>The agent's "I need help".</summary>
public sealed record HelpAsked(string By) : CallAct(By);

/// <summary>A supervisor's answer, shown on the agent's banner.</summary>
public sealed record HelpAnswered(string By, HelpResponse How) : CallAct(By);

/// <summary>The agent would like a break.</summary>
public sealed record BreakAsked(string By) : CallAct(By);

/// <summary>A supervisor's answer to that; another one may follow.</summary>
public sealed record BreakAnswered(string By, BreakAnswer Answer) : CallAct(By);

/// <summary>The agent wants none any more.</summary>
public sealed record BreakWithdrawn(string By) : CallAct(By);

/// <summary>Somebody says that they ended the call, and why; also after the source has told that it is over.</summary>
public sealed record EndingSaid(string By, Transcripts.CallParty Party, string? Reason) : CallAct(By);

/// <summary>What the policy did by itself because time passed or the incident grew.</summary>
/// <param name="Kind">escalated, helpEscalated, woke, reopened, resolved.</param>
public sealed record PolicyAct(string Kind, string? Detail = null) : CallAct(Policy)
{
    /// <summary>The name under which the policy and the clock act.</summary>
    public const string Policy = "policy";
}
