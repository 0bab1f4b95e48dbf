namespace CivilLine.Escalation;

/// <summary>What a person does on a call, as against what is said in it.</summary>
public abstract record CallAct(string By);

/// <summary>A supervisor's work on an alert. A reason is required to resolve or dismiss.</summary>
public sealed record WorkOnAlert(string By, string AlertId, WorkState Work, string? Reason = null) : CallAct(By);

/// <summary>The agent's "I have said it": confirms the warning that the step asks for.</summary>
public sealed record WarningSaid(string By) : CallAct(By);

/// <summary>The agent's "I need help".</summary>
public sealed record HelpAsked(string By) : CallAct(By);

/// <summary>A supervisor's answer, shown on the agent's banner.</summary>
public sealed record HelpAnswered(string By, HelpResponse How) : CallAct(By);
