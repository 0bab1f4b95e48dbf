using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>Puts a call's state into the words the agent sees.</summary>
internal static class Banners
{
    /// <param name="cause">The newest confirmed alert that still stands; null where there is none.</param>
    /// <param name="breaches">How many of them there are.</param>
    /// <param name="threat">The newest confirmed threat that nobody has dealt with.</param>
    /// <param name="isCompanyThreatened">The caller just threatened the company, not a person.</param>
    public static Banner For(
        CallFacts facts, Policy policy, Alert? cause, int breaches, Alert? threat, bool isCompanyThreatened, long? saidMsAgo)
    {
        var ladder = facts.Ladder;
        var texts = policy.TextsIn(facts.Language);
        if (facts.EndedAt is not null)
            return WasHard(ladder, cause, threat) ? Banner.Calm with { Support = texts.Support.May } : Banner.Calm;
        var headlines = texts.Headlines;
        if (ladder.Frozen)
            return Told(ladder, headlines.Safeguarding, texts.Safeguarding, cause, saidMsAgo) with { Safeguarding = true };
        if (threat is not null)
            return Told(ladder, Wording.Headline(headlines, Category.Threat, threat.Target, 1), texts.Threat, threat, saidMsAgo);
        if (ladder.Step == LadderStep.Calm)
            return isCompanyThreatened ? Told(ladder, headlines.Escalation, texts.Escalation, null, null) : Banner.Calm;
        var headline = cause is null ? headlines.Breach : Wording.Headline(headlines, cause.Category, cause.Target, breaches);
        return Told(ladder, headline, TextFor(ladder, texts), cause, saidMsAgo) with { CanConfirm = AwaitsWarning(ladder) };
    }

    /// <summary>Whether what an agent went through is worth a word: a warning was due, a threat, or a caller in danger.</summary>
    private static bool WasHard(LadderState ladder, Alert? cause, Alert? threat) =>
        ladder.Frozen || ladder.Step >= LadderStep.Warn || threat is not null || cause?.Severity == Severity.Critical;

    /// <summary>Whether a warning is asked for that was neither heard nor confirmed on this step.</summary>
    public static bool AwaitsWarning(LadderState ladder) =>
        !ladder.Frozen && ladder.Step is LadderStep.Caution or LadderStep.Warn or LadderStep.FinalWarning && !IsWarned(ladder);

    private static bool IsWarned(LadderState ladder) => ladder.Step switch
    {
        LadderStep.Caution => false,
        LadderStep.Warn => ladder.WarnedAt is not null,
        _ => ladder.WarnedAt >= ladder.Since,
    };

    private static StepText TextFor(LadderState ladder, PolicyTexts texts) => ladder.Step switch
    {
        _ when ladder.Awaits is not null => texts.Awaits,
        LadderStep.Caution => texts.Caution,
        LadderStep.Warn => IsWarned(ladder) ? texts.Warned : texts.Warn,
        LadderStep.FinalWarning => IsWarned(ladder) ? texts.FinallyWarned : texts.FinalWarning,
        _ => texts.MayEnd,
    };

    private static Banner Told(LadderState ladder, string headline, StepText text, Alert? cause, long? saidMsAgo) =>
        new(ladder.Step, headline, text.May, text.Say, Words: cause?.Text, SaidMsAgo: saidMsAgo, Since: ladder.Since ?? cause?.RaisedAt);
}
