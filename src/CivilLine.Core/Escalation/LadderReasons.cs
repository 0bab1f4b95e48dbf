using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>Why a call stands where it does on the ladder, what leads on and what leads back.</summary>
/// <param name="Rule">The rule that led here, such as <c>repeated-breach</c>; null while calm from the start.</param>
/// <param name="Because">The same in words, with category and severity.</param>
/// <param name="UtteranceIds">The words that led here.</param>
/// <param name="By">The person who did: confirmed a warning, dismissed an alert, agreed; null where it was said.</param>
/// <param name="PolicyVersion">The policy that this was decided by.</param>
/// <param name="Points">Weighed breaches that have not decayed, in breaches of caution.</param>
/// <param name="Next">The step above; null on the last, and while the ladder is held.</param>
/// <param name="Needs">Everything that the next step asks for; it is taken by a breach that finds all of it met.</param>
/// <param name="Lowers">What takes the call a step down.</param>
/// <param name="Breaches">Confirmed alerts that stand, oldest first, with what each weighs; the last ten.</param>
public sealed record LadderReasons(
    LadderStep Step,
    DateTimeOffset? Since,
    string? Rule,
    string? Because,
    IReadOnlyList<string> UtteranceIds,
    string? By,
    string PolicyVersion,
    bool Frozen,
    LadderStep? Awaits,
    DateTimeOffset? WarnedAt,
    double Points,
    LadderStep? Next,
    IReadOnlyList<LadderNeed> Needs,
    IReadOnlyList<LadderRelief> Lowers,
    IReadOnlyList<LadderBreach> Breaches)
{
    private const int MostBreaches = 10;

    /// <summary>Of a call that is only read: what led here, and nothing of what may come.</summary>
    public static LadderReasons? Of(LadderState ladder) => ladder.Cause is not { } cause ? null : new LadderReasons(
        ladder.Step, ladder.Since, ladder.Rule, cause.Because, cause.UtteranceIds, cause.By, cause.PolicyVersion, ladder.Frozen,
        ladder.Awaits, ladder.WarnedAt, Math.Round(ladder.Points, 2), null, [], [], []);

    internal static LadderReasons? Of(CallState call, Conduct conduct, DateTimeOffset now)
    {
        var ladder = call.Facts.Ladder;
        if (ladder is { Step: LadderStep.Calm, Frozen: false, Points: 0, Cause: null })
            return null;
        var breaches = call.Alerts.All
            .Where(alert => alert.Counts && alert.Work != WorkState.Dismissed)
            .TakeLast(MostBreaches).Select(alert => (Alert: alert, Breach: conduct.BreachOf(alert))).ToArray();
        var points = Ladder.PointsAt(ladder, call.Policy.Ladder, now);
        return new LadderReasons(
            ladder.Step, ladder.Since, ladder.Rule, ladder.Cause?.Because, ladder.Cause?.UtteranceIds ?? [], ladder.Cause?.By,
            ladder.Cause?.PolicyVersion ?? call.Policy.Version, ladder.Frozen, ladder.Awaits, ladder.WarnedAt, Math.Round(points, 2),
            call.HasEnded || ladder.Frozen || ladder.Step == LadderStep.MayEnd ? null : ladder.Step + 1,
            call.HasEnded ? [] : LadderNeed.Of(ladder, call.Policy.Ladder, points, now),
            call.HasEnded ? [] : LadderRelief.Of(ladder, call.Policy, breaches, now),
            [.. breaches.Select(found => LadderBreach.Of(found.Alert, found.Breach, call.Policy))]);
    }
}

/// <summary>A confirmed alert that stands.</summary>
/// <param name="Weight">Points that it brought.</param>
/// <param name="Phrase">The policy's own wording that it holds; null where the model found it.</param>
public sealed record LadderBreach(
    string AlertId, Category Category, Severity Severity, Target Target, double Weight, string? Phrase, IReadOnlyList<string> UtteranceIds)
{
    internal static LadderBreach Of(Alert alert, Breach breach, Policy policy) => new(
        alert.Id, alert.Category, alert.Severity, alert.Target, Math.Round(Ladder.Weigh(breach, policy), 2), breach.Phrase, alert.UtteranceIds);
}
