namespace CivilLine.Escalation;

/// <summary>What the agent reads on a step.</summary>
/// <param name="May">What the policy lets the agent do.</param>
/// <param name="Say">The sentence to say; null where none is asked for.</param>
public sealed record StepText(string May, string? Say = null);

/// <summary>The sentences of a policy, in one language. Plain words; what happened is filled in from the evidence.</summary>
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

    /// <summary>While a supervisor has yet to agree to the next step.</summary>
    public StepText Awaits { get; init; } = new(
        "A supervisor has been asked to agree to the next step. Until then, go on as before.");

    /// <summary>After a hard call.</summary>
    public StepText Support { get; init; } = new(
        "That was a hard call, and none of it was about you. Take a few minutes before the next one if you want them.");

    public HeadlineTexts Headlines { get; init; } = new();
}

/// <summary>What happened, as conduct and never as a feeling.</summary>
public sealed record HeadlineTexts
{
    public string Swearing { get; init; } = "The caller is swearing";
    public string SwearingAtAgent { get; init; } = "The caller swore at you";
    public string Threat { get; init; } = "The caller made a threat";
    public string ThreatAtAgent { get; init; } = "The caller made a threat against you";
    public string Hostility { get; init; } = "The caller spoke to you abusively";
    public string Discrimination { get; init; } = "The caller made a discriminatory remark";
    public string Sexual { get; init; } = "The caller made a sexual remark";
    public string Safeguarding { get; init; } = "The caller may be in danger";
    public string Escalation { get; init; } = "The caller threatened to take it further";
    public string Breach { get; init; } = "The caller broke the conduct policy";

    /// <summary>Follows the headline from the second breach on; <c>{n}</c> is its number.</summary>
    public string Second { get; init; } = ", the second breach in this call";
    public string Further { get; init; } = ", breach number {n} in this call";
}
