using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class AlertTests
{
    private static readonly Detection[] ProvisionalThenConfirmed = [Detection.Provisional, Detection.Confirmed];
    private static readonly Detection[] ProvisionalThenWithdrawn = [Detection.Provisional, Detection.Withdrawn];

    [Fact]
    public void Final_over_threshold_raises_one_confirmed_alert()
    {
        var call = new Call().Customer("you Fucking Idiot");

        var alert = call.Alert;
        Assert.Equal((Detection.Confirmed, Severity.Serious, WorkState.Open), (alert.Detection, alert.Severity, alert.Work));
        Assert.Equal(["u-1"], alert.UtteranceIds);
        Assert.Equal([new Highlight(4, 13, 1)], alert.Highlights);
        Assert.Equal(("c-1", "phrases-1", "standard-1"), (alert.CallId, alert.ModelVersion, alert.PolicyVersion));
    }

    [Fact]
    public void Interim_over_threshold_is_provisional_until_its_final_confirms()
    {
        var call = new Call().Customer("you fucking idiot", final: false).Revise(1, "you fucking idiot", final: true);

        Assert.Equal(ProvisionalThenConfirmed, call.AlertChanges.Select(change => change.Alert.Detection));
    }

    [Fact]
    public void Interim_over_threshold_is_withdrawn_when_its_final_says_otherwise()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Revise(1, "i'm going to call you", final: true);

        Assert.Equal(ProvisionalThenWithdrawn, call.AlertChanges.Select(change => change.Alert.Detection));
        Assert.Empty(call.Moves);
    }

    [Fact]
    public void Interim_that_never_gets_a_final_is_confirmed_after_its_hold()
    {
        var call = new Call().Customer("you fucking idiot", final: false).Wait(16);

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
    }

    [Fact]
    public void Open_final_stays_provisional_and_is_withdrawn_when_the_next_piece_clears_it()
    {
        var call = new Call().Customer("i'm going to kill").Customer("this subscription");

        Assert.Equal(ProvisionalThenWithdrawn, call.AlertChanges.Select(change => change.Alert.Detection));
    }

    [Fact]
    public void Open_final_is_confirmed_after_its_hold()
    {
        var call = new Call().Customer("i'm going to kill").Wait(2);
        Assert.Equal(Detection.Provisional, call.Alert.Detection);

        call.Wait(1);

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
    }

    [Fact]
    public void Open_final_is_confirmed_by_a_real_turn_of_the_other_side()
    {
        var call = new Call().Customer("i'm going to kill").Agent("right, okay");
        Assert.Equal(Detection.Provisional, call.Alert.Detection);

        call.Agent("please do not speak to me like that");

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
    }

    [Fact]
    public void Open_final_is_confirmed_by_the_end_of_the_call()
    {
        var call = new Call().Customer("i'm going to kill").End();

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
    }

    [Fact]
    public void Two_pieces_that_complete_each_other_are_one_alert_with_both()
    {
        var call = new Call().Customer("i'm going to").Customer("kill you");

        Assert.Equal((Category.Threat, Severity.Critical), (call.Alert.Category, call.Alert.Severity));
    }

    [Fact]
    public void Provisional_alert_grows_into_the_words_that_follow()
    {
        var call = new Call().Customer("i'm going to kill").Customer("kill you");

        Assert.Equal(Detection.Confirmed, call.Alerts[0].Detection);
        Assert.Equal(Severity.Critical, call.Alerts[^1].Severity);
    }

    [Fact]
    public void Same_words_have_the_same_id_in_another_run()
    {
        Assert.Equal(
            new Call().Customer("you fucking idiot").Alert.Id,
            new Call().Customer("you fucking idiot", final: false).Revise(1, "you fucking idiot mate", final: true).Alert.Id);
    }

    [Fact]
    public void Mild_words_raise_no_alert() => Assert.Empty(new Call().Customer("damn").AlertChanges);

    [Fact]
    public void Threat_to_the_company_raises_no_alert() => Assert.Empty(new Call().Customer("i'm going to the papers").AlertChanges);

    [Fact]
    public void Agent_raises_no_alert() => Assert.Empty(new Call().Agent("you fucking idiot").AlertChanges);

    [Fact]
    public void Agent_raises_an_alert_where_the_policy_scores_agents()
    {
        var call = new Call(Policy.Default with { ScoreAgent = true }).Agent("you fucking idiot");

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
        Assert.Equal(LadderStep.Calm, call.Ladder.Step);
    }

    [Fact]
    public void Unknown_speaker_may_alert() => Assert.Equal(Detection.Confirmed, new Call().Unknown("you fucking idiot").Alert.Detection);

    [Fact]
    public void Correction_of_a_final_withdraws_and_takes_the_step_back()
    {
        var call = new Call().Customer("you fucking idiot");
        Assert.Equal(LadderStep.Caution, call.Ladder.Step);

        call.Revise(1, "you're talking to it", final: true);

        Assert.Equal(Detection.Withdrawn, call.Alert.Detection);
        Assert.Equal(LadderStep.Calm, call.Ladder.Step);
        Assert.Null(call.Monitor.Facts.PeakSeverity);
    }

    [Fact]
    public void Withdrawn_alert_comes_back_under_its_own_id_when_the_words_do()
    {
        var call = new Call().Customer("fucking idiot", final: false).Revise(1, "lucky kid", final: true);
        call.Revise(2, "fucking idiot", final: true);

        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
    }

    [Fact]
    public void Repetition_raises_the_severity_of_the_next()
    {
        var call = new Call();
        for (var i = 0; i < 4; i++)
            call.Customer("you're useless").Agent("let me look at this for you");

        Assert.Equal([Severity.Caution, Severity.Caution, Severity.Caution, Severity.Serious], call.Alerts.Select(alert => alert.Severity));
    }

    [Fact]
    public void Straggler_completes_the_piece_that_came_before_it()
    {
        var call = new Call();
        call.Send(Make.Fragment("u-b", 0, "kill this subscription", startMs: 3000, endMs: 3500));
        call.Send(Make.Fragment("u-c", 0, "you", startMs: 6000, endMs: 6500));
        Assert.Empty(call.Alerts);

        call.Send(Make.Fragment("u-d", 0, "i'm going to kill", startMs: 5000, endMs: 5500));

        Assert.Contains("u-d", call.Alert.UtteranceIds);
    }

    [Fact]
    public void Fragment_after_the_end_is_late_and_may_still_alert()
    {
        var call = new Call().Customer("hello").End().Customer("you fucking idiot");

        Assert.True(call.Fragments[^1].Late);
        Assert.Equal(Detection.Confirmed, call.Alert.Detection);
        Assert.Equal(LadderStep.Calm, call.Ladder.Step);
    }

    [Fact]
    public void Threshold_of_the_policy_replaces_the_models()
    {
        var rules = Policy.Default.Rules.ToDictionary();
        rules[Category.Hostility] = rules[Category.Hostility] with { Threshold = 0.95f };

        Assert.Empty(new Call(Policy.Default with { Rules = rules }).Customer("useless").AlertChanges);
    }

    [Fact]
    public void Danger_outranks_the_obscenity_it_came_with()
    {
        var scores = default(CategoryScores);
        scores[Category.Swearing] = 0.99f;
        scores[Category.Threat] = 0.8f;
        var both = new Assessment(scores, CategorySet.Empty.With(Category.Swearing).With(Category.Threat), Severity.Serious, Target.Agent);

        Assert.Equal(Category.Threat, Finding.Of(both, Policy.Default)!.Value.Category);
    }

    [Fact]
    public void Highlights_are_asked_for_again_only_when_the_words_of_the_alert_change()
    {
        var call = new Call().Customer("you fucking idiot", final: true).Revise(1, "you fucking idiot", final: true);
        Assert.Equal(1, call.Scorer.Explained);

        call.Revise(2, "you absolute fucking idiot", final: true);

        Assert.Equal(2, call.Scorer.Explained);
        Assert.Equal([new Highlight(13, 13, 1)], call.Alert.Highlights);
    }

    [Fact]
    public void Words_that_are_still_being_said_are_explained_quickly_and_in_full_once_they_are_said()
    {
        var call = new Call().Customer("you fucking idiot", final: false).Revise(1, "you fucking idiot", final: false);
        var (explained, provisional) = (call.Scorer.Explained, call.Alert);

        call.Revise(2, "you fucking idiot", final: true);

        Assert.Equal((0, Detection.Provisional, 0.5f), (explained, provisional.Detection, Assert.Single(provisional.Highlights).Weight));
        Assert.Equal((1, Detection.Confirmed, 1f), (call.Scorer.Explained, call.Alert.Detection, Assert.Single(call.Alert.Highlights).Weight));
        Assert.Equal(1, call.Scorer.ExplainedQuickly);
    }

    [Fact]
    public void Alert_of_which_the_next_piece_clears_a_part_goes_on_as_what_is_left()
    {
        var call = new Call().Customer("you bloody clown").Customer("to be fair you did warn me");

        Assert.Equal((Category.Swearing, Severity.Caution, Detection.Confirmed), (call.Alert.Category, call.Alert.Severity, call.Alert.Detection));
        Assert.Equal(["u-1", "u-2"], call.Alert.UtteranceIds);
        Assert.DoesNotContain(call.Moves, move => move.Rule == "withdrawn");
    }

    [Fact]
    public void Alert_that_moves_on_to_the_words_of_another_takes_its_place()
    {
        // Corrected, the first is the opening of a window whose words are the second's, and the third says to doubt them.
        var call = new Call().Wait(3.6);
        call.Send(Make.Fragment("u-9", 0, "i want to end it all"));
        call.Wait(3.6);
        call.Send(Make.Fragment("u-1", 0, "you fucking idiot", final: false));
        call.Send(Make.Fragment("u-3", 2, "kill you", final: false));
        call.Wait(0.9);

        call.Send(Make.Fragment("u-9", 1, "sorry i shouldn't have said that"));

        Assert.Single(call.Monitor.OpenAlerts, alert => alert.UtteranceIds.Contains("u-1"));
    }

    [Fact]
    public void Policy_that_comes_back_counts_repetition_without_what_was_withdrawn_meanwhile()
    {
        var call = new Call();
        for (var i = 0; i < 4; i++)
            call.Customer("you're useless").Agent("let me look at this for you");
        Assert.Equal(Severity.Serious, call.Alerts[^1].Severity);
        call.Monitor.Adopt(new PolicyBook(Policy.Default with { Version = "other-1" }));
        call.Send(Make.Fragment("u-1", 1, "you're useful"));
        Assert.Equal(Severity.Serious, call.Alerts[^1].Severity);

        call.Monitor.Adopt(PolicyBook.Default);
        call.Wait(1);

        Assert.Equal(Severity.Caution, call.Alerts[^1].Severity);
    }
}
