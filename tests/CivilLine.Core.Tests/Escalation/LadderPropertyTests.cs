using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>What holds of the ladder under any policy and whatever happens.</summary>
public sealed class LadderPropertyTests
{
    private static readonly Gen<LadderRules> AnyRules = Gen.Select(
            Gen.Int[0, 60], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Double[0.1, 4], Gen.Int[10, 600])
        .Select(any => new LadderRules
        {
            CoolDown = TimeSpan.FromSeconds(any.Item1),
            FinalWarningBreaches = any.Item2,
            MayEndBreaches = any.Item3,
            FinalWarningMustBeSaid = any.Item4,
            MayEndAgreement = any.Item5 ? Agreement.Supervisor : Agreement.Nobody,
            FinalWarningAgreement = any.Item6 ? Agreement.Supervisor : Agreement.Nobody,
            CautionAt = any.Item7,
            WarnAt = any.Item7 * 1.5,
            FinalWarningHolds = TimeSpan.FromSeconds(any.Item8),
        });

    private static readonly string[] Evidence = ["u-1"];

    private static readonly Gen<(int After, LadderInput Input)[]> Happenings = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 20], Gen.Int[1, 4])
        .Select(any => (any.Item1, Input(any.Item2, (Severity)any.Item3))).Array[1, 60];

    private static LadderInput Input(int kind, Severity severity) => kind switch
    {
        < 8 => new Breach(Speaker.Customer, Category.Hostility, severity, Target.Agent, Evidence, "m"),
        8 => new Breach(Speaker.Customer, Category.Swearing, severity, Target.Company, Evidence, "m"),
        9 => new Breach(Speaker.Unknown, Category.Hostility, severity, Target.Agent, Evidence, "m"),
        < 12 => new Warning(false, Evidence, "m"),
        < 14 => new Warning(true, Evidence, "m", "a-7"),
        14 => new Apology(Evidence, "m"),
        15 => new Retraction(new Breach(Speaker.Customer, Category.Hostility, severity, Target.Agent, Evidence, "m"), "dismissed", "priya"),
        16 => new Agreed(true, "m", "priya"),
        17 => new Agreed(severity > Severity.Caution, "m", "priya"),
        18 => severity == Severity.Critical ? new SafeguardingHold(Evidence, "m") : new Quiet("m"),
        19 => new SafeguardingRelease(Evidence, "m", "priya"),
        _ => new Quiet("m"),
    };

    private static void Play(Action<LadderState, LadderInput, LadderDecision, Policy, DateTimeOffset> look) =>
        Gen.Select(AnyRules, Happenings).Sample((rules, happenings) =>
        {
            var policy = Policy.Default with { Ladder = rules };
            var state = LadderState.Calm;
            var now = Call.Opened;
            foreach (var (after, input) in happenings)
            {
                now += TimeSpan.FromSeconds(after);
                var decision = Ladder.Step(state, input, policy, now);
                look(state, input, decision, policy, now);
                state = decision.State;
            }
        }, iter: 3_000);

    [Fact]
    public void No_step_is_ever_skipped() => Play((before, _, decision, _, _) =>
    {
        Assert.InRange(decision.State.Step - before.Step, -1, 1);
        if (decision.Move is { } move)
            Assert.Equal((before.Step, decision.State.Step), (move.From, move.To));
    });

    [Fact]
    public void Breach_takes_no_step_before_the_cool_down_is_over() => Play((before, input, decision, policy, now) =>
    {
        if (input is Breach && decision.State.Step > before.Step && before.Since is { } since)
            Assert.True(now - since >= policy.Ladder.CoolDown);
    });

    [Fact]
    public void End_is_offered_only_after_a_warning_was_said_and_the_policy_broken_again()
    {
        Play((before, _, decision, policy, _) =>
        {
            if (decision.State.Step != LadderStep.MayEnd || before.Step == LadderStep.MayEnd)
                return;
            Assert.NotNull(before.WarnedAt);
            Assert.True(decision.State.BreachesSinceWarning >= policy.Ladder.MayEndBreaches);
            Assert.True(decision.State.LastBreachAt >= decision.State.WarnedAt);
            Assert.True(!policy.Ladder.FinalWarningMustBeSaid || before.WarnedAt >= before.Since);
        });
    }

    [Fact]
    public void Step_that_asks_for_agreement_is_taken_by_nobody_else() => Play((before, input, decision, policy, _) =>
    {
        var to = decision.State.Step;
        if (to > before.Step && policy.Ladder.AgreementFor(to) == Agreement.Supervisor && input is not Warning)
            Assert.True(input is Agreed { Agrees: true } && before.Awaits == to);
    });

    [Fact]
    public void Held_ladder_stands_still() => Play((before, input, decision, _, _) =>
    {
        if (before.Frozen && input is not SafeguardingRelease)
            Assert.Equal(before, decision.State);
    });

    [Fact]
    public void Only_the_customers_words_at_the_agent_lead_past_caution() => Play((before, input, decision, _, _) =>
    {
        if (before.Step >= LadderStep.Caution && decision.State.Step > before.Step)
            Assert.True(input is Warning or Agreed or Breach { Speaker: Speaker.Customer, Target: Target.Agent });
    });

    [Fact]
    public void Every_move_says_which_rule_policy_and_model() => Play((_, _, decision, policy, _) =>
    {
        if (decision.Move is not { } move)
            return;
        Assert.Equal((policy.Version, "m"), (move.PolicyVersion, move.ModelVersion));
        Assert.NotEmpty(move.Rule);
        Assert.NotEmpty(move.Because);
        if (move.From != move.To)
            Assert.Equal(new LadderCause(move.Because, move.UtteranceIds, policy.Version, move.By), decision.State.Cause);
    });

    [Fact]
    public void Nothing_mutes_what_is_critical_a_threat_or_a_caller_in_danger() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[0, 2_000], Gen.Int[0, 1_439], Gen.Int[0, 1_439], Gen.Int[0, 1_439]).Sample(any =>
        {
            var (category, severity) = ((Category)any.Item1, (Severity)any.Item2);
            var rules = new WorkRules
            {
                NotificationsPerHour = 0,
                Quiet = [new QuietHours(TimeOnly.MinValue.AddMinutes(any.Item4), TimeOnly.MinValue.AddMinutes(any.Item5))],
            };

            var muted = rules.Mutes(severity, category, Call.Opened.AddMinutes(any.Item6), any.Item3);

            Assert.Equal(severity != Severity.Critical && category is not (Category.Threat or Category.Safeguarding), muted);
        });

    [Theory]
    [InlineData("21:00", false)]
    [InlineData("22:00", true)]
    [InlineData("05:59", true)]
    [InlineData("06:00", false)]
    public void Quiet_hours_mute_over_midnight_by_the_centres_own_clock(string local, bool expected)
    {
        var rules = new WorkRules { Quiet = [new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0), "Asia/Tokyo")] };
        var now = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(9)) + TimeOnly.Parse(local, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan();

        Assert.Equal(expected, rules.Mutes(Severity.Serious, Category.Hostility, now, recent: 0));
    }
}
