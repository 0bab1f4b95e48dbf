namespace CivilLine.Escalation;

/// <summary>A supervisor agrees, or does not, to the step that the policy asks them about.</summary>
public sealed record StepAgreed(string By, bool Agrees) : CallAct(By);
