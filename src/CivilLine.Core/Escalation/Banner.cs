namespace CivilLine.Escalation;

/// <summary>What the agent sees: plain words from the policy, nothing about the agent.</summary>
/// <param name="Headline">What happened ("The caller used abusive language twice").</param>
/// <param name="May">What the policy lets the agent do now.</param>
/// <param name="Say">The sentence to say; null where none is asked for.</param>
/// <param name="CanConfirm">"I have said it" is offered: the step waits for a warning that was not heard.</param>
/// <param name="Words">The words that moved the ladder, redacted.</param>
/// <param name="Support">After a hard call, the policy's words for the agent; null in a call and after any other.</param>
/// <param name="SaidMsAgo">How old those words were when they arrived.</param>
public sealed record Banner(
    LadderStep Step,
    string? Headline = null,
    string? May = null,
    string? Say = null,
    bool CanConfirm = false,
    bool Safeguarding = false,
    string? Words = null,
    long? SaidMsAgo = null,
    DateTimeOffset? Since = null,
    string? Support = null)
{
    public static readonly Banner Calm = new(LadderStep.Calm);
}
