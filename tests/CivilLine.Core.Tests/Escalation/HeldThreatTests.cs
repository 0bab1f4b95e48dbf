using CivilLine.Escalation;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>What is provisional moves no ladder, but for a threat of violence that stands while it is being said.</summary>
public sealed class HeldThreatTests
{
    private static readonly string[] Sayings =
        ["i'm going to kill you", "i'm going to kill", "you fucking idiot", "you're useless", "damn", "i want to end it all", "i will kill", "hello there"];

    [Fact]
    public void Threat_in_one_interim_moves_nothing()
    {
        var call = new Call().Customer("i'm going to kill you", final: false);

        Assert.Equal((Detection.Provisional, false, LadderStep.Calm), (call.Alert.Detection, call.Alert.IsHeld, call.Ladder.Step));
    }

    [Fact]
    public void Threat_that_stands_in_two_revisions_climbs_and_stays_provisional()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Revise(1, "i'm going to kill you and", final: false);

        Assert.Equal((Detection.Provisional, true, LadderStep.Caution), (call.Alert.Detection, call.Alert.IsHeld, call.Ladder.Step));
        Assert.NotNull(call.Banner.Headline);
    }

    [Fact]
    public void Threat_that_stands_for_seven_tenths_of_a_second_climbs()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Wait(0.69);
        Assert.Equal(LadderStep.Calm, call.Ladder.Step);

        call.Wait(0.02);

        Assert.Equal(LadderStep.Caution, call.Ladder.Step);
    }

    [Fact]
    public void Held_threat_is_counted_once_when_its_final_confirms()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Wait(1);
        var points = call.Ladder.Points;

        call.Revise(1, "i'm going to kill you", final: true);

        Assert.Equal((Detection.Confirmed, points), (call.Alert.Detection, call.Ladder.Points));
        Assert.Single(call.Moves);
    }

    [Fact]
    public void Held_threat_that_its_final_takes_back_takes_its_step_back()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Wait(1);
        call.Revise(1, "i'm going to call you", final: true);

        Assert.Equal((Detection.Withdrawn, LadderStep.Calm), (call.Alert.Detection, call.Ladder.Step));
    }

    [Fact]
    public void Threat_that_the_next_revision_unsays_is_not_held_on_its_earlier_words()
    {
        var call = new Call().Customer("i'm going to kill you", final: false).Revise(1, "i'm going to call you", final: false).Wait(2);

        Assert.Equal((Detection.Provisional, LadderStep.Calm), (call.Alert.Detection, call.Ladder.Step));
    }

    [Fact]
    public void Words_that_break_off_at_the_verb_are_not_held()
    {
        var call = new Call().Customer("i'm going to kill", final: false).Revise(1, "so i'm going to kill", final: false).Wait(2);

        Assert.Equal(LadderStep.Calm, call.Ladder.Step);
    }

    [Fact]
    public void Policy_may_let_threats_wait_for_their_final()
    {
        var call = new Call(Policy.Default with { HeldThreats = HeldThreats.Standard with { Climb = false } })
            .Customer("i'm going to kill you", final: false).Revise(1, "i'm going to kill you and", final: false).Wait(2);

        Assert.Equal(LadderStep.Calm, call.Ladder.Step);
    }

    [Fact]
    public void Nothing_else_that_is_provisional_ever_moves_the_ladder() =>
        Gen.Select(Gen.Int[0, Sayings.Length - 1], Gen.Int[0, 9_000]).Array[1, 12].Sample(interims =>
        {
            var call = new Call();
            for (var i = 0; i < interims.Length; i++)
            {
                var (text, wait) = interims[i];
                // One utterance after another, none of which gets its final.
                call.Say(Speaker.Customer, Sayings[text], final: false).Wait(wait / 1000d);
                foreach (var move in call.Moves.Where(move => move.To > move.From || move.Rule == "safeguarding"))
                {
                    Assert.True(
                        call.AlertChanges.Exists(change => change.At <= move.At && move.UtteranceIds.SequenceEqual(change.Alert.UtteranceIds) && Counts(change.Alert)),
                        $"{move} of {string.Join(',', move.UtteranceIds)}: {string.Join('\n', call.AlertChanges.Select(change => $"{change.At:mm:ss.fff} {change.Alert.Detection} {change.Alert.IsHeld} {change.Alert.Category} {string.Join(',', change.Alert.UtteranceIds)} {change.Alert.Text}"))}");
                }
            }
        }, iter: 1_000);

    private static bool Counts(Alert alert) => alert.Detection == Detection.Confirmed || alert is { IsHeld: true, Category: CivilLine.Scoring.Category.Threat };

    [Fact]
    public void Unknown_speaker_never_climbs_past_the_first_step() =>
        Gen.Select(Gen.Int[0, Sayings.Length - 1], Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 3]).Array[1, 40].Sample(said =>
        {
            var call = new Call();
            foreach (var (text, wait, isFinal, revisions) in said)
            {
                call.Say(Speaker.Unknown, Sayings[text], isFinal);
                for (var revision = 1; revision <= revisions; revision++)
                    call.Revise(revision, Sayings[(text + revision) % Sayings.Length], isFinal || revision == revisions, Speaker.Unknown);
                call.Wait(wait);
                Assert.True(call.Ladder.Step <= LadderStep.Caution, $"an unknown speaker stands at {call.Ladder.Step}");
            }
        }, iter: 1_000);

    [Fact]
    public void Unknown_speaker_is_scored_as_the_customer_and_shown_as_unknown() =>
        Gen.Int[0, Sayings.Length - 1].Array[1, 20].Sample(said =>
        {
            var (unknown, customer) = (new Call(), new Call());
            foreach (var text in said)
            {
                unknown.Say(Speaker.Unknown, Sayings[text], final: true);
                customer.Say(Speaker.Customer, Sayings[text], final: true);
            }

            Assert.Equal(customer.Fragments.Select(one => one.Assessment), unknown.Fragments.Select(one => one.Assessment));
            Assert.Equal(customer.Alerts.Select(one => one.Text), unknown.Alerts.Select(one => one.Text));
            Assert.Equal(Speaker.Unknown, unknown.Monitor.LastSpeaker);
        }, iter: 500);
}
