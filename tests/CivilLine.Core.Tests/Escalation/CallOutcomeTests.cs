using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class CallOutcomeTests
{
    private static CallOutcome Of(Call call) =>
        CallOutcomes.Of(call.Monitor.Facts, call.Moves.Select(move => (move.From, move.To, move.Rule)));

    [Fact]
    public void Call_without_a_breach_was_calm() => Assert.Equal(CallOutcome.Calm, Of(new Call().Customer("hello").End()));

    [Fact]
    public void Call_that_quiet_took_down_again_cooled_off() =>
        Assert.Equal(CallOutcome.CooledOff, Of(new Call().Customer("you fucking idiot").Wait(400).Customer("hello").End()));

    [Fact]
    public void Call_whose_caller_apologised_says_so() =>
        Assert.Equal(CallOutcome.Apologised, Of(new Call().Customer("you fucking idiot").Wait(30).Customer("sorry i shouldn't have said that").End()));

    [Theory]
    [InlineData(CallParty.Agent, CallOutcome.Ended)]
    [InlineData(CallParty.Supervisor, CallOutcome.Ended)]
    [InlineData(CallParty.Customer, CallOutcome.Unsettled)]
    public void Call_that_was_over_above_calm_was_ended_only_where_we_ended_it(CallParty by, CallOutcome outcome) =>
        Assert.Equal(outcome, Of(new Call().Customer("you fucking idiot").End(by)));

    [Fact]
    public void Call_that_an_agent_ended_in_peace_was_calm() =>
        Assert.Equal(CallOutcome.Calm, Of(new Call().Customer("hello").End(CallParty.Agent)));

    [Fact]
    public void Call_whose_only_breach_was_a_false_alarm_was_calm()
    {
        var call = new Call().Customer("you fucking idiot");
        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "song lyric"));

        Assert.Equal(CallOutcome.Calm, Of(call.End(CallParty.Agent)));
    }
}
