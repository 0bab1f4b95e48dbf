namespace CivilLine.Escalation;

/// <summary>What the agent reads on a step.</summary>
/// <param name="May">What the policy lets the agent do.</param>
/// <param name="Say">The sentence to say; null where none is asked for.</param>
public sealed record StepText(string May, string? Say = null);

/// <summary>The sentences of a policy. Plain words; what happened is filled in from the evidence.</summary>
public sealed record PolicyTexts
{
    public StepText Caution { get; init; } = new(
        "You may ask the caller to speak to you respectfully.",
        "I want to help you, but I need you to speak to me respectfully.");

    public StepText Warn { get; init; } = new(
        "You may warn the caller that the call can end.",
        "If you continue to speak to me like that, I will have to end the call.");

    public StepText Warned { get; init; } = new(
        "You have warned the caller. If it goes on, you may give a final warning.");

    public StepText FinalWarning { get; init; } = new(
        "You may give the final warning.",
        "This is my final warning. If it happens once more, I will end this call.");

    public StepText FinallyWarned { get; init; } = new(
        "You have given the final warning. If it goes on, you may end the call.");

    public StepText MayEnd { get; init; } = new(
        "You may end the call now. It is your decision.",
        "I have asked you to stop and it has gone on, so I am ending this call now. You are welcome to call us again.");

    public StepText Threat { get; init; } = new(
        "A supervisor has been alerted. You need not answer the threat; follow your centre's procedure for threats.",
        "I have heard what you said, and I have to take it seriously.");

    public StepText Safeguarding { get; init; } = new(
        "A supervisor has been called to help. Stay on the line; ending the call is not an option now.",
        "I'm really glad you told me. Are you safe right now? I'm staying on the line with you.");

    public StepText Escalation { get; init; } = new(
        "Acknowledge the frustration and not the threat. Offer the complaints route if it is asked for.",
        "I can hear how frustrating this has been. Let me see what I can do to put it right.");
}
