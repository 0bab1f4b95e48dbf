using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class ActTests
{
    private static Call Alerted() => new Call().Customer("you fucking idiot");

    [Fact]
    public void Acknowledged_alert_says_who_did_it()
    {
        var call = Alerted();

        Assert.Equal(Outcome.Accepted, call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Acknowledged)));

        Assert.Equal(WorkState.Acknowledged, call.Alert.Work);
        Assert.Equal("priya", call.AlertChanges[^1].By);
    }

    [Theory]
    [InlineData(WorkState.Resolved)]
    [InlineData(WorkState.Dismissed)]
    public void Closing_an_alert_asks_for_a_reason(WorkState work)
    {
        var call = Alerted();

        var outcome = call.Act(new WorkOnAlert("priya", call.Alert.Id, work, " "));

        Assert.Equal((OutcomeKind.Rejected, "required", "reason"), (outcome.Kind, outcome.Code, outcome.Member));
        Assert.Equal(WorkState.Open, call.Alert.Work);
    }

    [Fact]
    public void Closed_alert_keeps_its_reason_and_is_open_no_more()
    {
        var call = Alerted();

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Resolved, "spoke to the agent"));

        Assert.Equal("spoke to the agent", call.AlertChanges[^1].Reason);
        Assert.Empty(call.Monitor.OpenAlerts);
        Assert.Equal("conflict", call.Act(new WorkOnAlert("sam", call.Alert.Id, WorkState.Claimed)).Code);
    }

    [Fact]
    public void Claim_of_anothers_alert_is_refused_and_names_who_has_it()
    {
        var call = Alerted();
        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Claimed));

        var outcome = call.Act(new WorkOnAlert("sam", call.Alert.Id, WorkState.Claimed));

        Assert.Equal("conflict", outcome.Code);
        Assert.Contains("priya", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Outcome.Duplicate, call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Claimed)));
    }

    [Fact]
    public void Unknown_alert_is_not_found() =>
        Assert.Equal("not-found", Alerted().Act(new WorkOnAlert("priya", "al_0", WorkState.Acknowledged)).Code);

    [Fact]
    public void Work_survives_a_later_correction_of_the_words()
    {
        var call = Alerted();
        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Claimed));

        call.Revise(1, "you're a fucking idiot", final: true);

        Assert.Equal((WorkState.Claimed, "priya"), (call.Alert.Work, call.Alert.ClaimedBy));
    }

    [Fact]
    public void Help_is_asked_once_and_answered_by_name()
    {
        var call = new Call().Customer("hello");

        Assert.Equal(Outcome.Accepted, call.Act(new HelpAsked("a-7")));
        Assert.Equal(Outcome.Duplicate, call.Act(new HelpAsked("a-7")));
        Assert.Equal(Outcome.Accepted, call.Act(new HelpAnswered("priya", HelpResponse.Listening)));

        var help = call.Monitor.Facts.Help!;
        Assert.Equal(("a-7", HelpResponse.Listening, "priya"), (help.AskedBy, help.How, help.AnsweredBy));
        Assert.Equal(2, call.Acts.Count);
    }

    [Fact]
    public void Warning_that_nobody_asked_for_is_refused() =>
        Assert.Equal("conflict", new Call().Customer("hello").Act(new WarningSaid("a-7")).Code);

    [Fact]
    public void Call_started_after_its_first_words_fills_in_what_is_known()
    {
        var call = new Call().Customer("hello");
        var started = new CallStarted { CallId = "c-1", AgentId = "a-7", Team = "billing", StartedAt = Call.Opened.AddSeconds(-3) };

        Assert.Equal(Outcome.Accepted, call.Send(started));
        Assert.Equal(Outcome.Duplicate, call.Send(started));

        Assert.Equal(("a-7", "billing", Call.Opened.AddSeconds(-3)), (call.Monitor.Facts.AgentId, call.Monitor.Facts.Team, call.Monitor.Facts.StartedAt));
    }

    [Fact]
    public void Call_started_again_with_another_agent_is_refused()
    {
        var call = new Call();
        call.Send(new CallStarted { CallId = "c-1", AgentId = "a-7" });

        var outcome = call.Send(new CallStarted { CallId = "c-1", AgentId = "a-8" });

        Assert.Equal(("contradiction", "agentId"), (outcome.Code, outcome.Member));
    }

    [Fact]
    public void Call_ended_twice_is_a_duplicate_and_keeps_who_ended_it()
    {
        var call = new Call().Customer("hello").End(CallParty.Agent);

        Assert.Equal(Outcome.Duplicate, call.Send(new CallEnded { CallId = "c-1", EndedBy = CallParty.Customer }));
        Assert.Equal(CallParty.Agent, call.Monitor.Facts.EndedBy);
    }

    [Fact]
    public void Bare_call_started_is_a_change_to_store()
    {
        var monitor = new CallMonitor("c-1", Call.Opened, new CivilLine.Scoring.WindowScorer(new PhraseScorer()), Policy.Default);
        Assert.Null(monitor.TakeChanges());

        monitor.Apply(new CallStarted { CallId = "c-1" }, Call.Opened);

        Assert.NotNull(monitor.TakeChanges());
        Assert.Null(monitor.TakeChanges());
    }

    [Fact]
    public void Event_of_another_call_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => new Call().Monitor.Apply(new CallEnded { CallId = "c-2" }, Call.Opened));
}
