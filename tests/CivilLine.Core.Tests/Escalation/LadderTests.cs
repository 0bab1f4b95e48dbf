using CivilLine.Escalation;
using CivilLine.Escalation.Speech;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation;

public sealed class LadderTests
{
    private const string WarningWords = "if you continue to use that language i will have to end the call";
    private const string FinalWords = "this is your final warning";

    private static Call Warned() =>
        new Call().Customer("fucking idiot").Wait(6).Customer("fucking idiot").Wait(6).Agent(WarningWords);

    private static Call MayEnd() => Warned().Wait(6).Customer("fucking idiot").Wait(6).Agent(FinalWords).Wait(6).Customer("fucking idiot");

    [Fact]
    public void Ladder_climbs_one_step_at_a_time_to_may_end()
    {
        var call = MayEnd();

        Assert.Equal(
            [LadderStep.Caution, LadderStep.Warn, LadderStep.FinalWarning, LadderStep.MayEnd],
            call.Moves.Select(move => move.To));
        Assert.All(call.Moves, move => Assert.Equal(move.From + 1, move.To));
        Assert.All(call.Moves, move => Assert.Equal(("standard-1", "phrases-1"), (move.PolicyVersion, move.ModelVersion)));
    }

    [Fact]
    public void Ladder_never_offers_the_end_without_a_warning()
    {
        var call = new Call();
        for (var i = 0; i < 10; i++)
            call.Wait(6).Customer("fucking idiot");

        Assert.Equal(LadderStep.Warn, call.Ladder.Step);
    }

    [Fact]
    public void Ladder_waits_for_the_final_warning_before_it_offers_the_end()
    {
        var call = Warned().Wait(6).Customer("fucking idiot").Wait(6).Customer("fucking idiot");

        Assert.Equal(LadderStep.FinalWarning, call.Ladder.Step);
        Assert.True(call.Banner.CanConfirm);
    }

    [Fact]
    public void Ladder_offers_the_end_after_one_warning_where_the_policy_says_so()
    {
        var policy = Policy.Default with { Ladder = new LadderRules { FinalWarningMustBeSaid = false } };
        var call = new Call(policy).Customer("fucking idiot").Wait(6).Agent(WarningWords);

        call.Wait(6).Customer("fucking idiot").Wait(6).Customer("fucking idiot");

        Assert.Equal(LadderStep.MayEnd, call.Ladder.Step);
    }

    [Fact]
    public void One_outburst_does_not_run_up_the_ladder()
    {
        var call = new Call().Customer("fucking idiot").Customer("fucking idiot").Customer("fucking idiot");

        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Provisional_words_never_move_the_ladder() =>
        Assert.Empty(new Call().Customer("fucking idiot", final: false).Moves);

    [Fact]
    public void Unknown_speaker_never_climbs_past_caution()
    {
        var call = new Call();
        for (var i = 0; i < 10; i++)
            call.Wait(6).Unknown("fucking idiot");

        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Fury_at_the_company_never_climbs_past_caution()
    {
        var call = new Call();
        for (var i = 0; i < 20; i++)
            call.Wait(6).Customer("this shit phone");

        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Threat_to_the_company_moves_nothing_and_is_coached()
    {
        var call = new Call().Customer("i'm going to the papers");

        Assert.Empty(call.Moves);
        Assert.Contains("frustrat", call.Banner.Say, StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_words_never_raise_the_ladder() =>
        Assert.Empty(new Call(Policy.Default with { ScoreAgent = true }).Agent("you fucking idiot").Agent("useless").Moves);

    [Fact]
    public void Spoken_warning_moves_the_step_without_a_click()
    {
        var call = new Call().Customer("you're useless").Agent(WarningWords);

        Assert.Equal((LadderStep.Warn, "warning-said"), (call.Ladder.Step, call.Ladder.Rule));
        Assert.Null(call.Moves[^1].By);
    }

    [Fact]
    public void Warning_in_two_pieces_is_heard()
    {
        var call = new Call().Customer("you're useless").Agent("if you continue to speak to me like that").Agent("i'll have to end the call");

        Assert.Equal(LadderStep.Warn, call.Ladder.Step);
    }

    [Fact]
    public void Confirmed_warning_moves_the_step_and_names_who_confirmed()
    {
        var call = new Call().Customer("you're useless");
        Assert.True(call.Banner.CanConfirm);

        Assert.Equal(OutcomeKind.Accepted, call.Act(new WarningSaid("a-7")).Kind);

        Assert.Equal((LadderStep.Warn, "a-7"), (call.Ladder.Step, call.Moves[^1].By));
        Assert.False(call.Banner.CanConfirm);
        Assert.Equal(OutcomeKind.Duplicate, call.Act(new WarningSaid("a-7")).Kind);
    }

    [Fact]
    public void Quiet_lowers_one_step_a_period_however_seldom_it_is_asked()
    {
        var often = MayEnd();
        var seldom = MayEnd();
        for (var i = 0; i < 400; i++)
            often.Wait(1);

        seldom.Wait(400);

        Assert.Equal(LadderStep.Warn, often.Ladder.Step);
        Assert.Equal(often.Ladder, seldom.Ladder);
    }

    [Fact]
    public void Apology_lowers_one_step()
    {
        var call = new Call().Customer("fucking idiot").Customer("sorry love i shouldn't have said that");

        Assert.Equal((LadderStep.Calm, "apology"), (call.Ladder.Step, call.Ladder.Rule));
    }

    [Fact]
    public void Safeguarding_freezes_the_ladder_and_never_offers_the_end()
    {
        var call = MayEnd().Customer("i just want to end it all").Wait(6).Customer("fucking idiot").Wait(400);

        Assert.True(call.Ladder.Frozen);
        Assert.Equal(LadderStep.MayEnd, call.Ladder.Step);
        Assert.True(call.Banner.Safeguarding);
        Assert.DoesNotContain("may end", call.Banner.May, StringComparison.OrdinalIgnoreCase);
        Assert.False(call.Banner.CanConfirm);
    }

    [Theory]
    [InlineData("i want to end it all", Severity.Serious)]
    [InlineData("i want to end it all tonight", Severity.Critical)]
    public void Safeguarding_alerts_and_holds_however_strong_the_model_finds_it(string said, Severity expected)
    {
        var call = new Call().Customer(said);

        Assert.Equal((Category.Safeguarding, expected, Detection.Confirmed), (call.Alert.Category, call.Alert.Severity, call.Alert.Detection));
        Assert.True(call.Ladder.Frozen);
    }

    [Fact]
    public void Dismissed_safeguarding_alert_releases_the_ladder()
    {
        var call = new Call().Customer("i want to end it all");

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "song lyric"));

        Assert.False(call.Ladder.Frozen);
    }

    [Fact]
    public void Threat_is_told_on_the_banner_at_once()
    {
        var call = new Call().Customer("i'll kill you");

        Assert.Contains("threat", call.Banner.Headline, StringComparison.Ordinal);
        Assert.Contains("supervisor", call.Banner.May, StringComparison.Ordinal);
        Assert.Equal("i'll kill you", call.Banner.Words);
        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Dismissed_alert_takes_its_weight_back()
    {
        var call = new Call().Customer("fucking idiot");

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "quoting a film"));

        Assert.Equal((LadderStep.Calm, "dismissed"), (call.Ladder.Step, call.Ladder.Rule));
        Assert.Equal(Banner.Calm, call.Banner);
    }

    [Fact]
    public void Many_mild_words_add_up_to_caution_and_no_further()
    {
        var call = new Call();
        for (var i = 0; i < 30; i++)
            call.Customer("damn");

        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Every_sentence_that_asks_for_a_warning_is_heard_as_one()
    {
        var texts = Policy.Default.Texts;

        Assert.Equal(WarningKind.Warning, WarningRecogniser.Recognise(Normal(texts.Caution.Say!), Policy.Default));
        Assert.Equal(WarningKind.Warning, WarningRecogniser.Recognise(Normal(texts.Warn.Say!), Policy.Default));
        Assert.Equal(WarningKind.Final, WarningRecogniser.Recognise(Normal(texts.FinalWarning.Say!), Policy.Default));
    }

    private static string Normal(string text) => CivilLine.Transcripts.Normalizer.Normalize(text).Text;
}
