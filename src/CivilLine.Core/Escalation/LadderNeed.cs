using System.Globalization;

namespace CivilLine.Escalation;

/// <summary>One thing that the next step asks for.</summary>
/// <param name="Kind"><c>points</c>, <c>warningSaid</c>, <c>finalWarningSaid</c>, <c>breaches</c>, <c>coolDown</c>, <c>agreement</c> or <c>release</c>.</param>
/// <param name="Text">In words.</param>
/// <param name="Have">How much of it there is, and <paramref name="Wanted"/> how much is asked for; null where it is yes or no.</param>
/// <param name="At">When time alone meets it.</param>
public sealed record LadderNeed(
    string Kind, string Text, bool IsMet, double? Have = null, double? Wanted = null, DateTimeOffset? At = null)
{
    internal static IReadOnlyList<LadderNeed> Of(LadderState ladder, LadderRules rules, double points, DateTimeOffset now)
    {
        if (ladder.Frozen)
            return [new("release", "The ladder is held for safeguarding until that alert is dismissed or withdrawn.", false)];
        List<LadderNeed> needs = ladder.Step switch
        {
            LadderStep.Calm => [Weight(points, rules.CautionAt, "in breaches")],
            LadderStep.Caution => [Weight(points, rules.WarnAt, "in breaches aimed at the agent, or a warning that the agent says")],
            LadderStep.Warn =>
            [
                new("warningSaid", "A warning said by the agent, or confirmed with a click.", ladder.WarnedAt is not null),
                Breaches(ladder, rules.FinalWarningBreaches, "Breaches aimed at the agent after that warning."),
            ],
            LadderStep.FinalWarning =>
            [
                rules.FinalWarningMustBeSaid
                    ? new("finalWarningSaid", "The final warning said by the agent, or confirmed with a click.", ladder.WarnedAt >= ladder.Since)
                    : new("warningSaid", "A warning said by the agent, or confirmed with a click.", ladder.WarnedAt is not null),
                Breaches(ladder, rules.MayEndBreaches, "Breaches aimed at the agent after the last warning."),
            ],
            _ => [],
        };
        if (needs.Count > 0 && ladder.Since is { } since && ladder.Step > LadderStep.Calm && now < since + rules.CoolDown)
            needs.Add(new("coolDown", "A moment between two steps.", false, At: since + rules.CoolDown));
        if (needs.Count > 0 && rules.AgreementFor(ladder.Step + 1) == Agreement.Supervisor)
            needs.Add(new("agreement", "A supervisor who agrees.", false));
        return needs;
    }

    private static LadderNeed Weight(double points, double wanted, string what) => new(
        "points", string.Create(CultureInfo.InvariantCulture, $"{wanted:0.##} points {what}."), points >= wanted, Math.Round(points, 2), wanted);

    private static LadderNeed Breaches(LadderState ladder, int wanted, string text)
    {
        wanted = Math.Max(1, wanted);
        return new("breaches", text, ladder.BreachesSinceWarning >= wanted, ladder.BreachesSinceWarning, wanted);
    }
}
