using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>
/// The conduct ladder: state, input and time in; state and at most one move out. It skips no step, and offers the end of
/// the call only where the caller was warned and broke the policy again.
/// </summary>
internal static class Ladder
{
    public static LadderDecision Step(LadderState state, LadderInput input, Policy policy, DateTimeOffset now) => input switch
    {
        SafeguardingHold hold => state.Frozen
            ? new(state)
            : Move(state with { Frozen = true }, state.Step, "safeguarding", "the speaker may be in danger", hold, policy, now),
        SafeguardingRelease release => state.Frozen
            ? Move(state with { Frozen = false }, state.Step, "safeguarding-released", "the safeguarding alert no longer stands", release, policy, now, release.By)
            : new(state),
        _ when state.Frozen => new(state),
        Breach breach => OnBreach(state, breach, policy, now),
        Retraction retraction => OnRetraction(state, retraction, policy, now),
        Warning warning => OnWarning(state, warning, policy, now),
        Apology => OnApology(state, input, policy, now),
        Agreed agreed => OnAgreed(state, agreed, policy, now),
        Quiet => OnQuiet(state, input, policy, now),
        _ => new(state),
    };

    private static LadderDecision OnBreach(LadderState state, Breach breach, Policy policy, DateTimeOffset now)
    {
        var points = Weigh(breach, policy);
        if (points <= 0)
            return new(state);
        var rules = policy.Ladder;
        var counts = points >= rules.BreachAt && state.WarnedAt is not null;
        var next = state with
        {
            Points = PointsAt(state, rules, now) + points,
            LastBreachAt = now,
            BreachesSinceWarning = state.BreachesSinceWarning + (counts ? 1 : 0),
        };
        var cap = breach.Speaker == Speaker.Customer && breach.Target == Target.Agent ? LadderStep.MayEnd : LadderStep.Caution;
        if (state.Step >= cap || !IsCool(state, rules, now) || !IsEarned(next, rules))
            return new(next);
        var to = state.Step + 1;
        return rules.AgreementFor(to) == Agreement.Nobody
            ? Move(next, to, Rule(to), Because(breach), breach, policy, now)
            : Await(next, to, breach, policy, now);
    }

    /// <summary>What led there is kept with the question, so that whoever answers sees it.</summary>
    private static LadderDecision Await(LadderState state, LadderStep to, Breach breach, Policy policy, DateTimeOffset now) =>
        state.Awaits == to
            ? new(state)
            : new(
                state with { Awaits = to },
                new LadderMove(
                    now, state.Step, state.Step, "agreement-asked", $"{Because(breach)}; a supervisor is asked to agree to the next step",
                    breach.UtteranceIds, policy.Version, breach.ModelVersion));

    private static LadderDecision OnAgreed(LadderState state, Agreed agreed, Policy policy, DateTimeOffset now)
    {
        if (state.Awaits is not { } to)
            return new(state);
        return agreed.Agrees && IsEarned(state, policy.Ladder)
            ? Move(state, to, "agreed", "a supervisor agreed", agreed, policy, now, agreed.By)
            : new(
                state with { Awaits = null },
                new LadderMove(
                    now, state.Step, state.Step, "not-agreed",
                    agreed.Agrees ? "the policy no longer bears the step that was asked for" : "a supervisor did not agree to the next step",
                    [], policy.Version, agreed.ModelVersion, agreed.By));
    }

    /// <summary>Whether the state, this breach included, bears the step above.</summary>
    private static bool IsEarned(LadderState state, LadderRules rules) => state.Step switch
    {
        LadderStep.Calm => state.Points >= rules.CautionAt,
        LadderStep.Caution => state.Points >= rules.WarnAt,
        LadderStep.Warn => state.BreachesSinceWarning >= Math.Max(1, rules.FinalWarningBreaches),
        LadderStep.FinalWarning =>
            state.BreachesSinceWarning >= Math.Max(1, rules.MayEndBreaches) && (!rules.FinalWarningMustBeSaid || state.WarnedAt >= state.Since),
        _ => false,
    };

    private static LadderDecision OnWarning(LadderState state, Warning warning, Policy policy, DateTimeOffset now)
    {
        var warned = state with { WarnedAt = now, BreachesSinceWarning = 0, Awaits = null };
        var because = warning.By is null ? "the agent's warning was heard" : "the agent confirmed the warning";
        return (state.Step, warning.IsFinal) switch
        {
            (LadderStep.Caution, _) => Move(warned, LadderStep.Warn, "warning-said", because, warning, policy, now, warning.By),
            (LadderStep.Warn, true) when state.WarnedAt is not null =>
                Move(warned, LadderStep.FinalWarning, "final-warning-said", because, warning, policy, now, warning.By),
            (LadderStep.MayEnd, _) => new(state),
            _ => new(warned),
        };
    }

    private static LadderDecision OnRetraction(LadderState state, Retraction retraction, Policy policy, DateTimeOffset now)
    {
        var rules = policy.Ladder;
        var points = Weigh(retraction.Breach, policy);
        if (points <= 0)
            return new(state);
        var next = state with
        {
            Points = Math.Max(0, PointsAt(state, rules, now) - points),
            LastBreachAt = state.LastBreachAt is null ? null : now,
            BreachesSinceWarning = Math.Max(0, state.BreachesSinceWarning - 1),
        };
        return IsStillBorne(next, rules)
            ? new(next with { Awaits = IsEarned(next, rules) ? next.Awaits : null })
            : Lower(next, retraction.Rule, "the words that led here no longer stand", retraction, policy, now, retraction.By);
    }

    private static bool IsStillBorne(LadderState state, LadderRules rules) => state.Step switch
    {
        LadderStep.Caution => state.Points >= rules.CautionAt / 2,
        LadderStep.Warn => state.WarnedAt is not null || state.Points >= rules.WarnAt / 2,
        LadderStep.FinalWarning or LadderStep.MayEnd => state.BreachesSinceWarning > 0,
        _ => true,
    };

    private static LadderDecision OnApology(LadderState state, LadderInput input, Policy policy, DateTimeOffset now) =>
        policy.Ladder.ApologyLowers
            ? Lower(state with { Points = state.Points * policy.Ladder.ApologyKeeps }, "apology", "the caller apologised", input, policy, now)
            : new(state);

    private static LadderDecision OnQuiet(LadderState state, LadderInput input, Policy policy, DateTimeOffset now)
    {
        if (state.Step == LadderStep.Calm || QuietSince(state) is not { } since)
            return new(state);
        // The moment counted from is the end of the quiet period and not the moment of asking, so that it does not
        // matter how often anybody asks.
        var due = since + policy.Ladder.Holds(state.Step);
        return now < due ? new(state) : Lower(state, "quiet", "the call has been civil for a while", input, policy, due);
    }

    internal static DateTimeOffset? QuietSince(LadderState state) =>
        state.Since is null || state.LastBreachAt > state.Since ? state.LastBreachAt : state.Since;

    private static LadderDecision Lower(
        LadderState state, string rule, string because, LadderInput input, Policy policy, DateTimeOffset now, string? by = null)
    {
        if (state.Step == LadderStep.Calm)
            return new(state);
        if (state.Step == LadderStep.Caution)
            state = state with { WarnedAt = null };
        return Move(state with { BreachesSinceWarning = 0 }, state.Step - 1, rule, because, input, policy, now, by);
    }

    private static LadderDecision Move(
        LadderState state, LadderStep to, string rule, string because, LadderInput input, Policy policy, DateTimeOffset now, string? by = null) =>
        new(
            state with
            {
                Step = to, Since = now, Rule = rule, Awaits = null, Cause = new LadderCause(because, input.UtteranceIds, policy.Version, by),
            },
            new LadderMove(now, state.Step, to, rule, because, input.UtteranceIds, policy.Version, input.ModelVersion, by));

    private static bool IsCool(LadderState state, LadderRules rules, DateTimeOffset now) =>
        state.Since is not { } since || now - since >= rules.CoolDown;

    internal static double PointsAt(LadderState state, LadderRules rules, DateTimeOffset now) =>
        state.LastBreachAt is { } last && now > last
            ? state.Points * Math.Pow(0.5, (now - last) / rules.PointsHalfLife)
            : state.Points;

    internal static double Weigh(Breach breach, Policy policy)
    {
        var rules = policy.Ladder;
        var points = breach.Severity switch
        {
            Severity.Info => rules.InfoPoints,
            Severity.Caution => rules.CautionPoints,
            Severity.Serious => rules.SeriousPoints,
            _ => rules.CriticalPoints,
        };
        var aimed = breach.Target == Target.Agent ? 1 : rules.UndirectedWeight;
        return breach.Speaker == Speaker.Agent ? 0 : points * aimed * policy.RuleFor(breach.Category).WeightAt(breach.Target);
    }

    private static string Rule(LadderStep step) => step switch
    {
        LadderStep.Caution => "breach",
        LadderStep.Warn => "repeated-breach",
        LadderStep.FinalWarning => "breach-after-warning",
        _ => "breach-after-final-warning",
    };

    private static string Because(Breach breach) => breach.Phrase is null
        ? $"{Wording.Of(breach.Category)}, {Wording.Of(breach.Severity)}"
        : $"{Wording.Of(breach.Category)}, {Wording.Of(breach.Severity)}, by the policy's phrase '{breach.Phrase}'";
}
