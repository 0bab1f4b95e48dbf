using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class HelpTests
{
    private static Call Calling()
    {
        var call = new Call().Customer("hello");
        call.Act(new HelpAsked("a-7"));
        return call;
    }

    [Fact]
    public void Call_for_help_is_an_incident_without_any_alert()
    {
        var incident = Calling().Monitor.Incident!;

        Assert.Equal((true, 0, WorkState.Open), (incident.Stands, incident.Count, incident.Work));
    }

    [Fact]
    public void Unanswered_help_escalates_and_the_agent_can_see_it()
    {
        var call = Calling();
        var asked = call.Now;

        call.Wait(29);
        Assert.Equal(0, call.Monitor.Facts.Help!.Escalation);
        call.Wait(2);

        Assert.Equal((1, asked.AddSeconds(30)), (call.Monitor.Facts.Help!.Escalation, call.Monitor.Facts.Help.EscalatedAt));
        Assert.Equal(new PolicyAct("helpEscalated", "1"), call.Acts[^1].Act);
    }

    [Fact]
    public void Answered_help_escalates_no_more_and_says_how_long_it_took()
    {
        var call = Calling().Wait(12);

        call.Act(new HelpAnswered("priya", HelpResponse.Joining));
        call.Wait(600);

        Assert.Equal((0, "priya", HelpResponse.Joining), (call.Monitor.Facts.Help!.Escalation, call.Monitor.Facts.Help.AnsweredBy, call.Monitor.Facts.Help.How));
        Assert.Equal(TimeSpan.FromSeconds(12), call.Acts[^1].SeenAfter);
        Assert.Equal(WorkState.Acknowledged, call.Monitor.Incident!.Work);
    }

    [Fact]
    public void Who_comes_to_help_has_seen_the_alerts_too()
    {
        var call = new Call().Customer("you fucking idiot");
        call.Act(new HelpAsked("a-7"));

        call.Act(new HelpAnswered("priya", HelpResponse.Listening));

        Assert.Equal(WorkState.Acknowledged, call.Alert.Work);
    }

    [Fact]
    public void Incident_is_not_closed_over_an_agent_who_waits_for_an_answer()
    {
        var call = new Call().Customer("you fucking idiot");
        call.Act(new HelpAsked("a-7"));

        Assert.Equal(("conflict", "help"), (call.Act(new WorkOnIncident("priya", WorkState.Resolved, "done")) is var outcome ? outcome.Code : null, outcome.Member));
    }

    [Fact]
    public void Help_asked_again_wakes_an_incident_that_was_acknowledged()
    {
        var call = Calling();
        call.Act(new HelpAnswered("priya", HelpResponse.Listening));

        call.Wait(60).Act(new HelpAsked("a-7"));

        Assert.Equal((WorkState.Open, call.Now), (call.Monitor.Incident!.Work, call.Monitor.Incident.WaitingSince));
    }

    [Fact]
    public void Help_that_was_answered_leaves_nothing_to_do_when_the_call_is_over()
    {
        var call = Calling();
        call.Act(new HelpAnswered("priya", HelpResponse.Listening));

        call.End();

        Assert.Equal(WorkState.Resolved, call.Monitor.Incident!.Work);
    }

    [Fact]
    public void Supervisor_who_listens_unasked_leaves_no_incident()
    {
        var call = new Call().Customer("hello");

        call.Act(new HelpAnswered("priya", HelpResponse.Listening));

        Assert.Null(call.Monitor.Incident);
    }
}
