using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Server.Tests.Demo;

/// <summary>The demo promises five moments; here the shipped model has to keep the promise.</summary>
public sealed class DemoMomentsTests
{
    [Fact]
    public void Subscription_is_spared_and_the_threat_in_two_pieces_turns_critical()
    {
        var run = DemoRun.Play("1-subscription");
        var first = run.Alerts.FindIndex(one => one.Alert.Detection == Detection.Provisional && one.Alert.Text.EndsWith("kill", StringComparison.Ordinal));
        Assert.True(first >= 0, "'i'm going to kill' raised no provisional alert:\n" + run.Trace);
        Assert.True(
            run.Alerts.Skip(first).Any(one => one.Alert.Id == run.Alerts[first].Alert.Id && one.Alert.Detection == Detection.Withdrawn),
            "'this subscription' did not withdraw it:\n" + run.Trace);
        var left = run.Alerts.GroupBy(one => one.Alert.Id).Select(changes => changes.Last().Alert)
            .Where(alert => alert.Detection == Detection.Confirmed).ToList();
        var threat = Assert.Single(left);
        Assert.Equal((Category.Threat, Severity.Critical), (threat.Category, threat.Severity));
        Assert.True(threat.UtteranceIds.Count == 2 && threat.Highlights.Count > 0, run.Trace);
    }

    [Fact]
    public void Contempt_gives_the_sentence_to_say_and_saying_it_moves_the_ladder()
    {
        var run = DemoRun.Play("2-contempt");
        Assert.True(run.Banners.Exists(one => one.Banner is { Step: LadderStep.Caution, Say: not null }), run.Trace);
        var said = run.Moves.FindIndex(move => move.Rule == "warning-said");
        Assert.True(said >= 0, "no warning was heard:\n" + run.Trace);
        Assert.Contains(run.Moves.Skip(said + 1), move => move.To > run.Moves[said].To);
        Assert.DoesNotContain(run.Alerts, one => one.Alert.Category == Category.Swearing && one.Alert.Detection == Detection.Confirmed);
    }

    [Fact]
    public void Caller_is_rude_enough_before_the_agent_asks_for_help()
    {
        var run = DemoRun.Play("3-help");
        Assert.True(run.Alerts.Exists(one => one.Alert is { Category: Category.Hostility, Detection: Detection.Confirmed }), run.Trace);
    }

    [Fact]
    public void Furious_fair_complaint_raises_nothing()
    {
        var run = DemoRun.Play("4-fair-fury");
        Assert.True(run.Alerts.Count == 0 && run.Moves.Count == 0, run.Trace);
    }

    [Fact]
    public void Past_call_was_warned_twice_and_its_end_was_earned()
    {
        var run = DemoRun.Play("5-ended");
        Assert.Equal(2, run.Moves.Count(move => move.Rule.EndsWith("warning-said", StringComparison.Ordinal) || move.Rule == "breach-after-warning"));
        Assert.True(run.Moves.Exists(move => move.To == LadderStep.MayEnd), run.Trace);
        Assert.All(run.Moves.Zip(run.Moves.Skip(1)), pair => Assert.True(pair.Second.To <= pair.First.To + 1, run.Trace));
    }
}
