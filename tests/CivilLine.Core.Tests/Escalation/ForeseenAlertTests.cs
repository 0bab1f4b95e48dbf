using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>"i will kill" alone scores nothing in <see cref="PhraseScorer"/>; "i will kill you" is a threat.</summary>
public sealed class ForeseenAlertTests
{
    private static readonly Detection[] ProvisionalThenConfirmed = [Detection.Provisional, Detection.Confirmed];
    private static readonly Detection[] ProvisionalThenWithdrawn = [Detection.Provisional, Detection.Withdrawn];

    [Fact]
    public void Beginning_of_violence_is_provisional_at_once()
    {
        var alert = new Call().Customer("i will kill").Alert;

        Assert.Equal((Detection.Provisional, Category.Threat, Severity.Critical), (alert.Detection, alert.Category, alert.Severity));
        Assert.Equal("i will kill", alert.Text);
    }

    [Fact]
    public void Beginning_that_goes_on_harmlessly_is_withdrawn()
    {
        var call = new Call().Customer("i will kill").Customer("the standing order");

        Assert.Equal(ProvisionalThenWithdrawn, call.AlertChanges.Select(change => change.Alert.Detection));
        Assert.Empty(call.Moves);
    }

    [Fact]
    public void Interim_that_goes_on_harmlessly_is_withdrawn_by_its_final()
    {
        var call = new Call().Customer("i will kill", final: false).Revise(1, "i will kill the standing order", final: true);

        Assert.Equal(ProvisionalThenWithdrawn, call.AlertChanges.Select(change => change.Alert.Detection));
    }

    [Fact]
    public void Beginning_that_ends_in_a_person_is_one_threat_of_both_pieces()
    {
        var call = new Call().Customer("i will kill").Customer("you tomorrow morning");

        Assert.Equal(ProvisionalThenConfirmed, call.AlertChanges.Select(change => change.Alert.Detection));
        Assert.Equal(["u-1", "u-2"], call.Alert.UtteranceIds);
    }

    [Fact]
    public void Beginning_that_nothing_follows_is_withdrawn_after_its_hold()
    {
        var call = new Call().Customer("i will kill").Wait(3);

        Assert.Equal(ProvisionalThenWithdrawn, call.AlertChanges.Select(change => change.Alert.Detection));
    }

    [Fact]
    public void Beginning_of_anything_else_raises_nothing() =>
        Assert.Empty(new Call().Customer("i will call").AlertChanges);
}
