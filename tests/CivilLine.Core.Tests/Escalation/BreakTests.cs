using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class BreakTests
{
    private static Call Calling(Policy? policy = null)
    {
        var call = new Call(policy);
        call.Send(new CallStarted { CallId = "c-1", AgentId = "a-7", Team = "billing" });
        return call;
    }

    [Fact]
    public void Request_is_no_incident_and_moves_no_step()
    {
        var call = Calling().End();

        Assert.Equal(Outcome.Accepted, call.Act(new BreakAsked("Ann")));
        call.Wait(3600);

        Assert.Equal(new BreakState(call.Monitor.Facts.Break!.AskedAt, "Ann"), call.Monitor.Facts.Break);
        Assert.Null(call.Monitor.Incident);
        Assert.Empty(call.Moves);
        Assert.Equal(new BreakAsked("Ann"), Assert.Single(call.Acts).Act);
    }

    [Fact]
    public void Second_request_while_nobody_has_answered_is_a_duplicate()
    {
        var call = Calling().End();
        call.Act(new BreakAsked("Ann"));

        Assert.Equal(Outcome.Duplicate, call.Act(new BreakAsked("Ann")));
        Assert.Single(call.Acts);
    }

    [Fact]
    public void Answer_says_who_and_a_later_one_replaces_it()
    {
        var call = Calling().End();
        call.Act(new BreakAsked("Ann"));

        call.Wait(60).Act(new BreakAnswered("Sam", BreakAnswer.Soon));
        call.Wait(300).Act(new BreakAnswered("Kim", BreakAnswer.Now));

        var asked = call.Monitor.Facts.Break!;
        Assert.Equal((BreakAnswer.Now, "Kim", call.Now), (asked.Answer!.Value, asked.AnsweredBy!, asked.AnsweredAt!.Value));
    }

    [Fact]
    public void Answer_to_nothing_is_refused() =>
        Assert.Equal("conflict", Calling().Act(new BreakAnswered("Sam", BreakAnswer.Now)).Code);

    [Fact]
    public void Request_that_was_taken_back_keeps_when_and_what_was_answered_and_is_answered_no_more()
    {
        var call = Calling().End();
        call.Act(new BreakAsked("Ann"));
        call.Wait(60).Act(new BreakAnswered("Sam", BreakAnswer.Soon));

        Assert.Equal(Outcome.Accepted, call.Wait(60).Act(new BreakWithdrawn("Ann")));
        var withdrawnAt = call.Now;
        Assert.Equal(Outcome.Duplicate, call.Wait(60).Act(new BreakWithdrawn("Ann")));
        Assert.Equal("conflict", call.Act(new BreakAnswered("Sam", BreakAnswer.Now)).Code);

        var asked = call.Monitor.Facts.Break!;
        Assert.Equal((withdrawnAt, BreakAnswer.Soon), (asked.WithdrawnAt!.Value, asked.Answer!.Value));
        Assert.Equal(new BreakWithdrawn("Ann"), call.Acts[^1].Act);
        Assert.Null(call.Monitor.Incident);
        Assert.Empty(call.Moves);
    }

    [Fact]
    public void Agent_may_ask_again_after_taking_a_request_back()
    {
        var call = Calling().End();
        call.Act(new BreakAsked("Ann"));
        call.Wait(60).Act(new BreakWithdrawn("Ann"));

        Assert.Equal(Outcome.Accepted, call.Wait(60).Act(new BreakAsked("Ann")));
        Assert.Equal(new BreakState(call.Now, "Ann"), call.Monitor.Facts.Break);
    }

    [Fact]
    public void Nothing_is_taken_back_that_nobody_asked_for() =>
        Assert.Equal("conflict", Calling().Act(new BreakWithdrawn("Ann")).Code);

    [Fact]
    public void Reminder_is_when_the_policy_wants_it()
    {
        var call = Calling(Policy.Default with { Care = new CareRules { BreakReminder = TimeSpan.FromMinutes(5) } }).End();
        call.Act(new BreakAsked("Ann"));

        Assert.Equal(call.Now.AddMinutes(5), call.Monitor.Facts.Break!.RemindAt);
    }
}
