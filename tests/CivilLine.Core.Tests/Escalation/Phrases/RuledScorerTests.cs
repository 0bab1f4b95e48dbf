using CivilLine.Escalation;
using CivilLine.Escalation.Phrases;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation.Phrases;

public sealed class RuledScorerTests
{
    private static Phrase Phrase(string text)
    {
        Assert.Null(CivilLine.Escalation.Phrases.Phrase.TryRead(text, out var phrase));
        return phrase!;
    }

    private static Policy Allowing(string phrase, params Category[] categories) => Policy.Default with
    {
        Phrases = new PhraseRules([new AllowedPhrase(Phrase(phrase), categories.Length == 0 ? PhraseRules.ClearedByDefault : categories)], []),
    };

    private static Policy Flagging(string phrase, Category category, Severity severity = Severity.Serious, Target? target = null) => Policy.Default with
    {
        Phrases = new PhraseRules([], [new FlaggedPhrase(Phrase(phrase), category, severity, target)]),
    };

    [Fact]
    public void Allowed_wording_raises_nothing() =>
        Assert.Empty(new Call(Allowing("useless information guide")).Customer("i read the useless information guide").AlertChanges);

    [Fact]
    public void What_stands_beside_an_allowed_wording_is_still_heard()
    {
        var call = new Call(Allowing("useless information guide")).Customer("the useless information guide you Fucking Idiot");

        Assert.Equal(Severity.Serious, call.Alert.Severity);
        Assert.Equal([new Highlight(34, 13, 1)], call.Alert.Highlights);
    }

    [Fact]
    public void Allowed_wording_clears_a_threat_only_where_its_rule_says_so()
    {
        const string Said = "kill you";

        Assert.Single(new Call(Allowing(Said)).Customer("this heat will kill you").Alerts);
        Assert.Empty(new Call(Allowing(Said, Category.Threat)).Customer("this heat will kill you").Alerts);
    }

    [Fact]
    public void Flagged_wording_alerts_where_the_model_hears_nothing()
    {
        var call = new Call(Flagging("go back to * country", Category.Discrimination)).Customer("Go back to your country, mate");

        Assert.Equal((Category.Discrimination, Severity.Serious, Target.Agent, 1f), (call.Alert.Category, call.Alert.Severity, call.Alert.Target, call.Alert.Score));
        Assert.Equal("Go back to your country", string.Join(' ', call.Alert.Highlights.Select(one => call.Alert.Text.Substring(one.Start, one.Length))).TrimEnd(','));
        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
        Assert.Equal("discrimination, serious, by the policy's phrase 'go back to * country'", call.Moves[^1].Because);
    }

    [Fact]
    public void Flagged_wording_in_two_pieces_is_heard() =>
        Assert.Equal(
            Category.Discrimination,
            new Call(Flagging("go back to * country", Category.Discrimination)).Customer("why don't you go back to").Customer("your country").Alert.Category);

    [Fact]
    public void Flagged_wording_counts_whatever_threshold_the_policy_has_for_its_category()
    {
        var policy = Flagging("you lot", Category.Hostility, Severity.Caution);
        var rules = policy.Rules.ToDictionary();
        rules[Category.Hostility] = rules[Category.Hostility] with { Threshold = 0.99f };

        Assert.Single(new Call(policy with { Rules = rules }).Customer("you lot again").Alerts);
    }

    [Fact]
    public void Scorer_is_the_models_own_where_there_are_no_rules()
    {
        var scorer = new WindowScorer(new PhraseScorer());

        Assert.Same(scorer, RuledScorer.Under(scorer, PhraseRules.None));
    }
}
