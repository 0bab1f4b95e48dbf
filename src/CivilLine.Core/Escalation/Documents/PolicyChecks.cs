using System.Globalization;
using CivilLine.Escalation.Phrases;
using CivilLine.Escalation.Speech;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation.Documents;

/// <summary>What the members of a policy must be to each other, and what no policy may turn off.</summary>
internal sealed class PolicyChecks(Node root, PolicyLimits limits, Problems problems)
{
    private readonly HashSet<(string, string)> _said = [];

    /// <param name="prefix">Where the policy stands; a team's repeats nothing that was said of the centre's.</param>
    public void Check(Policy policy, string prefix)
    {
        foreach (var (category, rule) in policy.Rules)
            Check(category, rule, prefix);
        CheckLadder(policy.Ladder, prefix);
        if (policy.Work.Snooze > policy.Work.LongestSnooze)
            Say(prefix, "work.snooze", $"is longer than work.longestSnooze, {Duration.Text(policy.Work.LongestSnooze)}");
        CheckPhrases(policy, prefix);
        CheckSentences(policy, policy.Texts, prefix, "texts");
        foreach (var (language, texts) in policy.Translations)
            CheckSentences(policy, texts, prefix, $"languages.{language}");
    }

    private void Check(Category category, CategoryRule rule, string prefix)
    {
        var path = $"categories.{Choice<Category>.Name(category)}";
        CheckBounds(rule.Floor, rule.Ceiling, prefix, path);
        CheckShorthand(prefix, path);
        foreach (var (target, own) in rule.At ?? new Dictionary<Target, TargetRule>())
        {
            var at = $"{path}.at.{Choice<Target>.Name(target)}";
            var (floor, ceiling) = rule.BoundsAt(target);
            CheckBounds(floor, ceiling, prefix, at);
            CheckShorthand(prefix, at);
            if (IsAboutSafety(category) && floor < Severity.Serious)
                Say(prefix, $"{at}.floor", TooMild(category), ["serious", "critical"]);
            if (category == Category.Safeguarding && own.Weight > 0)
                Say(prefix, $"{at}.weight", NoBreach);
        }

        if (IsAboutSafety(category))
            CheckSafety(category, rule, prefix, path);
        if (rule.Threshold is { } threshold && threshold < limits.Least(category))
            Say(prefix, $"{path}.threshold", string.Create(
                CultureInfo.InvariantCulture,
                $"is {threshold:0.####}; model {limits.Model} asks its second stage only from {limits.Least(category):0.####}, so that nothing between the two would be judged by it"));
    }

    private void CheckSafety(Category category, CategoryRule rule, string prefix, string path)
    {
        if (!rule.Alerts)
            Say(prefix, $"{path}.alerts", $"is false; {Whom(category)} always reaches a supervisor", ["true"]);
        if (rule.Floor < Severity.Serious)
            Say(prefix, $"{path}.floor", TooMild(category), ["serious", "critical"]);
        if (rule.AlertsFrom > Severity.Serious)
            Say(prefix, $"{path}.alertsFrom", $"is critical; {Whom(category)} always reaches a supervisor", ["info", "caution", "serious"]);
        if (category == Category.Safeguarding && rule.Weight > 0)
            Say(prefix, $"{path}.weight", NoBreach);
    }

    private const string NoBreach = "must be 0: a caller in danger has broken no rule";

    private static bool IsAboutSafety(Category category) => category is Category.Threat or Category.Safeguarding;

    private static string Whom(Category category) => category == Category.Threat ? "a threat of violence" : "a caller in danger";

    private static string TooMild(Category category) => $"must be serious at least, since {Whom(category)} always reaches a supervisor";

    private void CheckBounds(Severity floor, Severity ceiling, string prefix, string path)
    {
        if (floor > ceiling)
            Say(prefix, $"{path}.floor", $"is {Wording.Of(floor)}, above the ceiling, {Wording.Of(ceiling)}");
    }

    private void CheckShorthand(string prefix, string path)
    {
        var node = root.Nearest(prefix + path);
        if (node.Member("severity") is not null && (node.Member("floor") ?? node.Member("ceiling")) is not null)
            Say(prefix, $"{path}.severity", "sets floor and ceiling; name either it or them");
    }

    private void CheckLadder(LadderRules rules, string prefix)
    {
        if (rules.WarnAt < rules.CautionAt)
            Say(prefix, "ladder.steps.warn.points", "are fewer than ladder.steps.caution.points; a step above asks for no less");
        if (rules.SeriousPoints < rules.CautionPoints || rules.CriticalPoints < rules.SeriousPoints || rules.CautionPoints < rules.InfoPoints)
            Say(prefix, "ladder.points", "must not fall from info over caution and serious to critical");
    }

    private void CheckPhrases(Policy policy, string prefix)
    {
        var (allow, flag) = policy.Phrases;
        if (allow.Count + flag.Count > PhraseRules.Most)
            Say(prefix, "phrases", $"are {allow.Count + flag.Count} together; at most {PhraseRules.Most} are taken");
        for (var i = 0; i < flag.Count; i++)
        {
            var rule = flag[i];
            if (policy.RuleFor(rule.Category).Ceiling is var ceiling && rule.Severity > ceiling)
                Say(prefix, $"phrases.flag[{i}].severity", $"is above the ceiling of categories.{Choice<Category>.Name(rule.Category)}, {Wording.Of(ceiling)}");
            if (allow.Any(other => other.Phrase.Equals(rule.Phrase) && other.Categories.Contains(rule.Category)))
                Say(prefix, $"phrases.flag[{i}]", "is allowed as well; a wording is one or the other");
        }
    }

    /// <summary>A sentence that the agent is told to say and that is then not heard would ask for a click in the worst minute.</summary>
    private void CheckSentences(Policy policy, PolicyTexts texts, string prefix, string path)
    {
        Check("caution", texts.Caution.Say, isFinal: false);
        Check("warn", texts.Warn.Say, isFinal: false);
        Check("finalWarning", texts.FinalWarning.Say, isFinal: true);

        void Check(string step, string? say, bool isFinal)
        {
            if (say is null)
                return;
            var heard = WarningRecogniser.Recognise(Normalizer.Normalize(say).Text, policy);
            if (isFinal ? heard != WarningKind.Final : heard == WarningKind.None)
                Say(prefix, $"{path}.{step}.say",
                    $"would not be heard as a {(isFinal ? "final " : "")}warning when the agent says it; put its telling words under ladder.warnings.{(isFinal ? "finalPhrases" : "phrases")}");
        }
    }

    private void Say(string prefix, string path, string message, IReadOnlyList<string>? allowed = null)
    {
        if (prefix.Length == 0)
            _said.Add((path, message));
        else if (_said.Contains((path, message)))
            return;
        problems.Add(root.Nearest(prefix + path), prefix + path, message, allowed);
    }
}
