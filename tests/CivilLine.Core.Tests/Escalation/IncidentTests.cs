using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class IncidentTests
{
    private static IncidentState Incident(Call call) => call.Monitor.Incident!;

    private static Call Insulted() => new Call().Customer("you're useless");

    [Fact]
    public void Alerts_of_one_call_grow_one_incident_with_the_worst_of_them()
    {
        var call = Insulted().Wait(30).Customer("i'm going to kill you").Wait(30).Customer("you fucking idiot");

        var incident = Incident(call);

        Assert.Equal(3, call.Alerts.Count);
        Assert.Equal((3, 3, Severity.Critical), (incident.Count, incident.OpenCount, incident.Severity));
        Assert.Equal([Category.Swearing, Category.Threat, Category.Hostility], incident.Categories);
        Assert.Equal((call.Alerts[0].RaisedAt, call.Alerts[^1].RaisedAt), (incident.FirstAt, incident.LastAt));
        Assert.All(call.Alerts, alert => Assert.Equal(incident.Id, alert.IncidentId));
    }

    [Fact]
    public void Calm_call_has_no_incident() => Assert.Null(new Call().Customer("hello").Monitor.Incident);

    [Fact]
    public void Incident_whose_only_alert_is_withdrawn_no_longer_stands()
    {
        var call = new Call().Customer("i'm going to kill").Customer("this subscription");

        Assert.False(Incident(call).Stands);
        Assert.Null(Incident(call).DueAt);
    }

    [Fact]
    public void Claim_takes_every_alert_of_the_call_and_those_that_follow()
    {
        var call = Insulted();

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Claimed));
        call.Customer("you fucking idiot");

        Assert.All(call.Alerts, alert => Assert.Equal((WorkState.Claimed, "priya"), (alert.Work, alert.ClaimedBy)));
        Assert.Equal((WorkState.Claimed, "priya"), (Incident(call).Work, Incident(call).ClaimedBy));
    }

    [Theory]
    [InlineData(WorkState.Claimed)]
    [InlineData(WorkState.Snoozed)]
    [InlineData(WorkState.Resolved)]
    [InlineData(WorkState.Dismissed)]
    [InlineData(WorkState.Open)]
    public void What_another_has_claimed_is_left_alone_and_they_are_named(WorkState work)
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Claimed));

        var outcome = call.Act(new WorkOnIncident("sam", work, "mine"));

        Assert.Equal(("conflict", "claimedBy"), (outcome.Code, outcome.Member));
        Assert.Contains("priya", outcome.Message, StringComparison.Ordinal);
        Assert.Equal("priya", Incident(call).ClaimedBy);
    }

    [Fact]
    public void Take_over_is_said_and_kept_with_who_had_it_before()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Claimed));

        Assert.Equal(Outcome.Accepted, call.Act(new WorkOnIncident("sam", WorkState.Claimed) { TakeOver = true }));

        Assert.Equal("sam", call.Alert.ClaimedBy);
        Assert.Equal(("sam", WorkState.Claimed, WorkState.Claimed), (call.Acts[^1].Act.By, call.Acts[^1].From, call.Acts[^1].To));
    }

    [Fact]
    public void Two_people_of_one_name_do_not_share_a_claim()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("sam", WorkState.Claimed) { ById = "p-1" });

        Assert.Equal("conflict", call.Act(new WorkOnIncident("sam", WorkState.Claimed) { ById = "p-2" }).Code);
    }

    [Fact]
    public void Released_incident_waits_again()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Claimed));

        Assert.Equal(Outcome.Accepted, call.Act(new WorkOnIncident("priya", WorkState.Open)));

        Assert.Equal((WorkState.Open, null, call.Now), (Incident(call).Work, Incident(call).ClaimedBy, Incident(call).WaitingSince));
        Assert.Equal(WorkState.Open, call.Alert.Work);
    }

    [Fact]
    public void Snooze_wakes_by_itself_at_its_end()
    {
        var call = Insulted();
        var until = call.Now.AddMinutes(5);
        call.Act(new WorkOnIncident("priya", WorkState.Snoozed) { Until = until });

        call.Wait(299);
        Assert.Equal((WorkState.Snoozed, until), (call.Alert.Work, call.Alert.SnoozedUntil));
        call.Wait(30);

        Assert.Equal((WorkState.Open, null, until), (call.Alert.Work, call.Alert.SnoozedUntil, Incident(call).WaitingSince));
        Assert.Equal(("woke", until), (((PolicyAct)call.Acts[^1].Act).Kind, call.Acts[^1].At));
    }

    [Fact]
    public void Snooze_without_an_end_lasts_as_long_as_the_policy_says()
    {
        var call = Insulted();

        call.Act(new WorkOnIncident("priya", WorkState.Snoozed));

        Assert.Equal(call.Now + call.Policy.Work.Snooze, Incident(call).SnoozedUntil);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(61)]
    public void Snooze_out_of_range_is_refused_with_the_range(double minutes)
    {
        var call = Insulted();

        var outcome = call.Act(new WorkOnIncident("priya", WorkState.Snoozed) { Until = call.Now.AddMinutes(minutes) });

        Assert.Equal(("invalid", "until"), (outcome.Code, outcome.Member));
        Assert.Contains("1 to 60 minutes", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Worse_alert_wakes_a_snooze_and_another_of_the_same_does_not()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Snoozed));

        call.Wait(30).Customer("you're useless");
        Assert.Equal(WorkState.Snoozed, Incident(call).Work);
        call.Wait(30).Customer("i'm going to kill you");

        Assert.Equal(WorkState.Open, Incident(call).Work);
        Assert.All(call.Alerts, alert => Assert.Equal(WorkState.Open, alert.Work));
    }

    [Fact]
    public void Acknowledged_incident_is_quiet_until_something_worse_or_much_later_comes()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Acknowledged));

        call.Wait(60).Customer("you're useless");
        Assert.Equal(WorkState.Acknowledged, Incident(call).Work);
        call.Wait(700).Customer("you're useless");

        Assert.Equal((WorkState.Open, call.Now), (Incident(call).Work, Incident(call).WaitingSince));
    }

    [Fact]
    public void Unseen_incident_escalates_after_the_policys_time_and_again_but_not_for_ever()
    {
        var call = new Call().Customer("you fucking idiot");
        var raised = call.Alert.RaisedAt;

        call.Wait(170);
        Assert.Equal(0, Incident(call).Escalation);
        call.Wait(20);
        Assert.Equal((1, raised.AddMinutes(3)), (Incident(call).Escalation, Incident(call).EscalatedAt));
        call.Wait(3600);

        Assert.Equal((3, null), (Incident(call).Escalation, Incident(call).DueAt));
        Assert.Equal(["1", "2", "3"], call.Acts.Select(act => act.Act).OfType<PolicyAct>().Select(act => act.Detail));
    }

    [Fact]
    public void Worse_alert_brings_its_own_shorter_time()
    {
        var call = Insulted().Wait(120).Customer("i'm going to kill you");
        var threat = call.Alerts[^1].RaisedAt;

        call.Wait(59);
        Assert.Equal(0, Incident(call).Escalation);
        call.Wait(2);

        Assert.Equal(threat.AddMinutes(1), Incident(call).EscalatedAt);
    }

    [Theory]
    [InlineData(WorkState.Acknowledged)]
    [InlineData(WorkState.Claimed)]
    [InlineData(WorkState.Resolved)]
    public void Incident_that_somebody_looked_at_does_not_escalate(WorkState work)
    {
        var call = new Call().Customer("you fucking idiot");
        call.Act(new WorkOnIncident("priya", work, "seen to"));

        call.Wait(3600);

        Assert.Equal(0, Incident(call).Escalation);
    }

    [Fact]
    public void Resolved_incident_keeps_its_reason_and_what_the_company_did_wrong()
    {
        var call = Insulted().Wait(30);

        call.Act(new WorkOnIncident("priya", WorkState.Resolved, "called back") { RootCause = "broken-promise", RootCauseNote = "no engineer came" });

        var incident = Incident(call);
        Assert.Equal((WorkState.Resolved, "called back", "broken-promise", "no engineer came"), (incident.Work, incident.Reason, incident.RootCause, incident.RootCauseNote));
        Assert.Equal((WorkState.Resolved, TimeSpan.FromSeconds(30)), (call.Alert.Work, call.Acts[^1].ClosedAfter));
    }

    [Fact]
    public void Root_cause_that_the_policy_does_not_know_is_refused_with_those_it_knows()
    {
        var outcome = Insulted().Act(new WorkOnIncident("priya", WorkState.Resolved, "done") { RootCause = "rain" });

        Assert.Equal(("invalid", "rootCause"), (outcome.Code, outcome.Member));
        Assert.Contains("broken-promise", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void False_alarm_keeps_the_label_that_would_have_been_right()
    {
        var call = Insulted();

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "about the phone") { Label = "none" });

        Assert.Equal(("none", WorkState.Dismissed), (call.Alert.Label, Incident(call).Work));
        Assert.Equal("label", call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "x") { Label = "rude" }).Member);
    }

    [Fact]
    public void Closing_one_alert_leaves_the_others_open_until_the_last()
    {
        var call = Insulted().Wait(30).Customer("you fucking idiot");

        call.Act(new WorkOnAlert("priya", call.Alerts[0].Id, WorkState.Dismissed, "said of the phone"));
        Assert.Equal((WorkState.Open, 1), (Incident(call).Work, Incident(call).OpenCount));
        call.Act(new WorkOnAlert("priya", call.Alerts[1].Id, WorkState.Resolved, "spoke to the caller"));

        Assert.Equal((WorkState.Resolved, "spoke to the caller"), (Incident(call).Work, Incident(call).Reason));
    }

    [Fact]
    public void New_alert_opens_a_closed_incident_again_for_a_new_round()
    {
        var call = Insulted();
        call.Act(new WorkOnIncident("priya", WorkState.Resolved, "done") { RootCause = "wait" });

        call.Wait(10).Customer("you're useless");

        var incident = Incident(call);
        Assert.Equal((WorkState.Open, call.Now, null, null), (incident.Work, incident.OpenedAt, incident.ClosedAt, incident.RootCause));
        Assert.Equal([WorkState.Resolved, WorkState.Open], call.Alerts.Select(alert => alert.Work));
    }

    [Fact]
    public void First_look_says_how_long_the_incident_had_waited_and_the_second_does_not()
    {
        var call = Insulted().Wait(42);

        call.Act(new WorkOnIncident("priya", WorkState.Acknowledged));
        call.Wait(8);
        call.Act(new WorkOnIncident("priya", WorkState.Claimed));

        Assert.Equal([TimeSpan.FromSeconds(42), null], call.Acts.Select(act => act.SeenAfter));
        Assert.Equal([(WorkState.Open, WorkState.Acknowledged), (WorkState.Acknowledged, WorkState.Claimed)], call.Acts.Select(act => (act.From, act.To)));
    }

    [Fact]
    public void Last_alert_that_is_withdrawn_closes_what_was_otherwise_done()
    {
        var call = Insulted().Wait(30).Customer("i'm going to kill");
        call.Act(new WorkOnAlert("priya", call.Alerts[0].Id, WorkState.Resolved, "done"));

        call.Customer("this subscription");

        Assert.Equal((WorkState.Resolved, "policy"), (Incident(call).Work, Incident(call).ClosedBy));
    }

    [Fact]
    public void New_policy_decides_from_when_it_is_in_force_how_long_an_incident_may_wait()
    {
        var call = new Call().Customer("you fucking idiot");
        var raised = call.Alert.RaisedAt;

        call.Monitor.Adopt(new PolicyBook(Policy.Default with { Work = new WorkRules { UnseenSerious = TimeSpan.FromMinutes(20) } }));
        call.Wait(600);

        Assert.Equal((0, raised.AddMinutes(20)), (Incident(call).Escalation, Incident(call).DueAt));
    }
}
