using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation.Documents;

public sealed class PolicyReaderTests
{
    private static PolicyReading Read(string yaml) => PolicyReader.Read(yaml.ReplaceLineEndings("\n"), PolicyLimits.None);

    private static PolicyBook Good(string yaml)
    {
        var reading = Read(yaml);
        Assert.Empty(reading.Problems);
        return reading.Policies!;
    }

    private static PolicyProblem Problem(string yaml)
    {
        var reading = Read(yaml);
        Assert.Null(reading.Policies);
        return Assert.Single(reading.Problems);
    }

    [Fact]
    public void What_is_left_out_is_as_in_the_standard_policy()
    {
        var policy = Good("""
            name: ours
            categories:
              swearing: { ceiling: caution, threshold: 0.9 }
            ladder:
              coolDown: 20s
              steps:
                mayEnd: { agreement: supervisor, breaches: 2 }
            texts:
              warn: { say: "If you go on swearing I will have to end the call." }
            """).Centre;

        Assert.Equal(new CategoryRule(Ceiling: Severity.Caution, Threshold: 0.9f), policy.Rules[Category.Swearing]);
        Assert.Equal(Policy.Default.Rules[Category.Threat], policy.Rules[Category.Threat]);
        Assert.Equal(
            new LadderRules { CoolDown = TimeSpan.FromSeconds(20), MayEndAgreement = Agreement.Supervisor, MayEndBreaches = 2 }, policy.Ladder);
        Assert.Equal(Policy.Default.Texts.Warn.May, policy.Texts.Warn.May);
        Assert.Equal("If you go on swearing I will have to end the call.", policy.Texts.Warn.Say);
    }

    [Fact]
    public void Team_starts_from_the_centres_policy()
    {
        var policies = Good("""
            name: ours
            ladder: { coolDown: 20s }
            categories: { swearing: { ceiling: caution } }
            teams:
              billing:
                categories: { swearing: { weight: 0.5 } }
            """);

        var billing = policies.For("billing");
        Assert.Equal(new CategoryRule(Ceiling: Severity.Caution, Weight: 0.5), billing.Rules[Category.Swearing]);
        Assert.Equal(TimeSpan.FromSeconds(20), billing.Ladder.CoolDown);
        Assert.Same(policies.Centre, policies.For("sales"));
        Assert.Equal(policies.Version, billing.Version);
    }

    [Fact]
    public void Words_aimed_at_one_target_have_rules_of_their_own()
    {
        var rule = Good("name: ours\ncategories: { swearing: { at: { company: { ceiling: info, weight: 0 } } } }").Centre.Rules[Category.Swearing];

        Assert.Equal(Severity.Info, rule.Bound(Severity.Serious, Target.Company));
        Assert.Equal(Severity.Serious, rule.Bound(Severity.Serious, Target.Agent));
    }

    [Fact]
    public void Version_is_the_name_and_a_hash_of_what_is_written_whatever_the_line_ends()
    {
        var version = Good("name: ours\nabout: a").Version;

        Assert.Matches("^ours-[0-9a-f]{8}$", version);
        Assert.Equal(version, PolicyReader.Read("name: ours\r\nabout: a", PolicyLimits.None).Policies!.Version);
        Assert.NotEqual(version, Good("name: ours\nabout: b").Version);
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_place_and_what_is_allowed()
    {
        var reading = Read("""
            name: Ours!
            categories:
              swaering: { floor: info }
              threat: { floor: mild, alerts: maybe }
            ladder:
              coolDown: 5
              steps: { mayEnd: { breaches: 0 } }
            """);

        Assert.Null(reading.Policies);
        Assert.Equal(
            [
                (1, 7, "name"), (3, 3, "categories.swaering"), (4, 20, "categories.threat.floor"), (4, 34, "categories.threat.alerts"),
                (6, 13, "ladder.coolDown"), (7, 32, "ladder.steps.mayEnd.breaches"),
            ],
            reading.Problems.Select(problem => (problem.Line, problem.Column, problem.Path)));
        Assert.Equal(["info", "caution", "serious", "critical"], reading.Problems[2].Allowed);
        Assert.Equal("4:20: categories.threat.floor is 'mild': one of info, caution, serious, critical", reading.Problems[2].ToString());
    }

    [Theory]
    [InlineData("", "", "is empty")]
    [InlineData("about: x", "name", "is missing")]
    [InlineData("name: [", "", "is not YAML")]
    [InlineData("name: ours\nname: theirs", "", "names 'name' twice")]
    [InlineData("name: ours\ntexts: &a {}\nlanguages: { de: *a }", "", "anchors are not taken")]
    [InlineData("name: ours\n---\nname: theirs", "", "second document")]
    [InlineData("name: ours\ncategories:", "categories", "is nothing")]
    [InlineData("name: ours\ntexts: { caution: { may: 3 } }", "texts.caution.may", "put it in quotes")]
    [InlineData("name: ours\nladder: { halfLife: 5s }", "ladder.halfLife", "from 10s to 4h")]
    [InlineData("name: ours\nladder: { steps: { warn: { points: 0.5 } } }", "ladder.steps.warn.points", "asks for no less")]
    [InlineData("name: ours\ncategories: { swearing: { floor: critical } }", "categories.swearing.floor", "above the ceiling, serious")]
    [InlineData("name: ours\ncategories: { sexual: { severity: serious, floor: info } }", "categories.sexual.severity", "either it or them")]
    [InlineData("name: ours\ncategories: { threat: { alerts: false } }", "categories.threat.alerts", "always reaches a supervisor")]
    [InlineData("name: ours\ncategories: { safeguarding: { floor: caution } }", "categories.safeguarding.floor", "serious at least")]
    [InlineData("name: ours\ncategories: { safeguarding: { alertsFrom: critical } }", "categories.safeguarding.alertsFrom", "always reaches a supervisor")]
    [InlineData("name: ours\ncategories: { safeguarding: { weight: 1 } }", "categories.safeguarding.weight", "broken no rule")]
    [InlineData("name: ours\ncategories: { threat: { at: { company: { floor: info } } } }", "categories.threat.at.company.floor", "serious at least")]
    [InlineData("name: ours\ntexts: { warn: { say: Cool it } }", "texts.warn.say", "ladder.warnings.phrases")]
    [InlineData("name: ours\nlanguages: { de: { finalWarning: { say: Letzte Warnung } } }", "languages.de.finalWarning.say", "ladder.warnings.finalPhrases")]
    [InlineData("name: ours\nlanguages: { german: {} }", "languages.german", "a language tag")]
    [InlineData("name: ours\nwork: { snooze: 2h }", "work.snooze", "longer than work.longestSnooze, 1h")]
    [InlineData("name: ours\nnotifications: { quietHours: { from: \"22:00\" } }", "notifications.quietHours.to", "is missing")]
    [InlineData("name: ours\nnotifications: { quietHours: { from: \"22:00\", to: 6am, timeZone: Mars/Base } }", "notifications.quietHours.to|notifications.quietHours.timeZone", "time")]
    [InlineData("name: ours\nphrases: { allow: [{ phrase: cock lane, near: [a, b] }] }", "phrases.allow[0]", "either 'phrase', or 'near'")]
    [InlineData("name: ours\nphrases: { allow: [{ phrase: \"i*\" }] }", "phrases.allow[0].phrase", "at least 3")]
    [InlineData("name: ours\nphrases: { flag: [{ phrase: you lot }] }", "phrases.flag[0].category", "is missing")]
    [InlineData("name: ours\nphrases: { flag: [{ phrase: you lot, category: swearing, severity: critical }] }", "phrases.flag[0].severity", "above the ceiling")]
    [InlineData("name: ours\nphrases: { allow: [{ phrase: you lot }], flag: [{ phrase: You  lot, category: swearing }] }", "phrases.flag[0]", "one or the other")]
    public void Bad_document_is_refused_whole_and_says_why(string yaml, string path, string why)
    {
        var reading = Read(yaml);

        Assert.Null(reading.Policies);
        Assert.Equal(path, string.Join('|', reading.Problems.Select(problem => problem.Path)));
        Assert.All(reading.Problems, problem => Assert.Contains(why, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Team_repeats_nothing_that_was_said_of_the_centre() =>
        Assert.Equal(
            "categories.threat.alerts",
            Problem("name: ours\ncategories: { threat: { alerts: false } }\nteams: { billing: { ladder: { coolDown: 9s } } }").Path);

    [Fact]
    public void Threshold_below_what_the_model_asks_its_second_stage_from_is_refused()
    {
        const string Yaml = "name: ours\ncategories: { threat: { threshold: 0.02 } }";
        var limits = new PolicyLimits("1.2.3", category => category == Category.Threat ? 0.03f : 0f);

        var problem = Assert.Single(PolicyReader.Read(Yaml, limits).Problems);

        Assert.Equal("categories.threat.threshold", problem.Path);
        Assert.Contains("model 1.2.3 asks its second stage only from 0.03", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(PolicyReader.Read(Yaml, PolicyLimits.None).Policies);
    }

    [Fact]
    public void Sentence_that_the_centre_named_as_its_warning_is_taken()
    {
        var policy = Good("""
            name: ours
            ladder: { warnings: { phrases: [sonst beende ich das Gespräch], finalPhrases: [letzte Warnung] } }
            languages:
              de:
                warn: { may: Sie dürfen warnen., say: "Bitte bleiben Sie sachlich, sonst beende ich das Gespräch." }
                finalWarning: { say: "Das ist meine letzte Warnung." }
            """).Centre;

        Assert.Equal("Sie dürfen warnen.", policy.TextsIn("de-AT").Warn.May);
        Assert.Equal(policy.Texts, policy.TextsIn("fr"));
    }

    [Fact]
    public void Deep_or_huge_document_is_refused_and_not_walked()
    {
        Assert.Contains("levels", Problem("name: ours\nabout: " + new string('[', 40) + new string(']', 40)).Message, StringComparison.Ordinal);
        Assert.Contains("at most", Problem("# " + new string('x', 300_000)).Message, StringComparison.Ordinal);
    }
}
