using CivilLine.Transcripts;

namespace CivilLine.Escalation.Documents;

internal static class LadderShape
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(4);

    private static readonly Section<LadderRules> Points = new Section<LadderRules>("points")
        .Has("info", "Of a breach of info.", Amount(0), rules => rules.InfoPoints, (rules, points) => rules with { InfoPoints = points })
        .Has("caution", "Of a breach of caution.", Amount(0), rules => rules.CautionPoints, (rules, points) => rules with { CautionPoints = points })
        .Has("serious", "Of a serious breach.", Amount(0), rules => rules.SeriousPoints, (rules, points) => rules with { SeriousPoints = points })
        .Has("critical", "Of a critical breach.", Amount(0), rules => rules.CriticalPoints, (rules, points) => rules with { CriticalPoints = points })
        .Has("undirected", "The share that words have which are aimed at nobody, the company or the situation; they never lead past caution.",
            new Number(0, 1), rules => rules.UndirectedWeight, (rules, weight) => rules with { UndirectedWeight = weight });

    private static readonly Section<LadderRules> Caution = new Section<LadderRules>("cautionStep")
        .Has("points", "Points that it needs.", Amount(0.1), rules => rules.CautionAt, (rules, points) => rules with { CautionAt = points })
        .Has("holds", "Quiet of this length takes it back.", Time(10), rules => rules.CautionHolds, (rules, holds) => rules with { CautionHolds = holds });

    private static readonly Section<LadderRules> Warn = new Section<LadderRules>("warnStep")
        .Has("points", "Points that it needs, or a warning that the agent says.", Amount(0.1), rules => rules.WarnAt, (rules, points) => rules with { WarnAt = points })
        .Has("holds", "Quiet of this length takes it back.", Time(10), rules => rules.WarnHolds, (rules, holds) => rules with { WarnHolds = holds });

    private static readonly Section<LadderRules> FinalWarning = new Section<LadderRules>("finalWarningStep")
        .Has("breaches", "Breaches that it needs after a warning was said.", Count(), rules => rules.FinalWarningBreaches, (rules, count) => rules with { FinalWarningBreaches = (int)count })
        .Has("holds", "Quiet of this length takes it back.", Time(10), rules => rules.FinalWarningHolds, (rules, holds) => rules with { FinalWarningHolds = holds })
        .Has("agreement", "Who must agree before breaches lead here. A warning that was said waits for nobody.", new Choice<Agreement>(),
            rules => rules.FinalWarningAgreement, (rules, who) => rules with { FinalWarningAgreement = who });

    private static readonly Section<LadderRules> MayEnd = new Section<LadderRules>("mayEndStep")
        .Has("breaches", "Breaches that it needs after the last warning was said; never none.", Count(), rules => rules.MayEndBreaches, (rules, count) => rules with { MayEndBreaches = (int)count })
        .Has("finalWarningSaid", "Whether the final warning, and not only the first, must have been said.", new Flag(),
            rules => rules.FinalWarningMustBeSaid, (rules, said) => rules with { FinalWarningMustBeSaid = said })
        .Has("holds", "Quiet of this length takes it back.", Time(10), rules => rules.MayEndHolds, (rules, holds) => rules with { MayEndHolds = holds })
        .Has("agreement", "Who must agree before the end of the call is offered.", new Choice<Agreement>(),
            rules => rules.MayEndAgreement, (rules, who) => rules with { MayEndAgreement = who });

    private static readonly Section<LadderRules> Steps = new Section<LadderRules>("steps")
        .Has("caution", "A notice: the agent may ask for respect.", Caution, rules => rules, (_, rules) => rules)
        .Has("warn", "The agent may warn that the call can end.", Warn, rules => rules, (_, rules) => rules)
        .Has("finalWarning", "The agent may warn for the last time.", FinalWarning, rules => rules, (_, rules) => rules)
        .Has("mayEnd", "The agent may end the call.", MayEnd, rules => rules, (_, rules) => rules);

    private static readonly Section<Policy> Apology = new Section<Policy>("apology")
        .Has("lowers", "Whether it takes the ladder a step down.", new Flag(),
            policy => policy.Ladder.ApologyLowers, (policy, lowers) => policy with { Ladder = policy.Ladder with { ApologyLowers = lowers } })
        .Has("keeps", "The share of the points that it leaves.", new Number(0, 1),
            policy => policy.Ladder.ApologyKeeps, (policy, keeps) => policy with { Ladder = policy.Ladder with { ApologyKeeps = keeps } })
        .Has("phrases", "Wordings beyond those that are recognised anyway.", Sayings(), policy => policy.ApologyPhrases, (policy, phrases) => policy with { ApologyPhrases = phrases });

    private static readonly Section<Policy> Warnings = new Section<Policy>("warnings")
        .Has("phrases", "The centre's own wordings of a warning, beyond those that are recognised anyway; found anywhere in what the agent says.",
            Sayings(), policy => policy.WarningPhrases, (policy, phrases) => policy with { WarningPhrases = phrases })
        .Has("finalPhrases", "The same of a final warning.", Sayings(),
            policy => policy.FinalWarningPhrases, (policy, phrases) => policy with { FinalWarningPhrases = phrases });

    public static readonly Section<Policy> Ladder = new Section<Policy>("ladder")
        .Has("points", "What a breach weighs, by its severity.", Points, policy => policy.Ladder, With)
        .Has("halfLife", "Points fade: after this time, half are left.", Time(10), policy => policy.Ladder.PointsHalfLife, (policy, time) => With(policy, policy.Ladder with { PointsHalfLife = time }))
        .Has("coolDown", "No second step sooner than this, so that one outburst cannot run up the ladder.",
            new Duration(TimeSpan.Zero, TimeSpan.FromMinutes(10)), policy => policy.Ladder.CoolDown, (policy, time) => With(policy, policy.Ladder with { CoolDown = time }))
        .Has("breachAt", "Points that a breach after a warning needs to count as one: a muttered word is none.",
            Amount(0.1), policy => policy.Ladder.BreachAt, (policy, points) => With(policy, policy.Ladder with { BreachAt = points }))
        .Has("steps", "What each step needs, how long it holds, who must agree.", Steps, policy => policy.Ladder, With)
        .Has("apology", "What an apology of the caller's does.", Apology, policy => policy, (_, policy) => policy)
        .Has("warnings", "How the agent's spoken warning is recognised.", Warnings, policy => policy, (_, policy) => policy);

    private static Policy With(Policy policy, LadderRules rules) => policy with { Ladder = rules };

    private static Number Amount(double least) => new(least, 100);

    private static Number Count() => new(1, 20, isWhole: true);

    private static Duration Time(int leastSeconds) => new(TimeSpan.FromSeconds(leastSeconds), Most);

    private static ListOf<string> Sayings() => new(new Saying(), 50, () => "");

    /// <summary>Kept as the transcript is read: lower case, normalised.</summary>
    private sealed class Saying : Shape<string>
    {
        private readonly Words _words = new(200, least: 4);

        public override string Read(Node node, string path, string start, Problems problems)
        {
            var words = Normalizer.Normalize(_words.Read(node, path, start, problems)).Text;
            if (words.Length == 0 && node.Text.Length > 0)
                problems.Add(node, path, $"is {node.Described}, of which a transcript would show nothing");
            return words;
        }

        public override System.Text.Json.Nodes.JsonObject Schema(Definitions definitions) => _words.Schema(definitions);
    }
}
