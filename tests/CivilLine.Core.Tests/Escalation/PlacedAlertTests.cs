using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class PlacedAlertTests
{
    [Fact]
    public void Alert_raised_before_the_team_is_known_gets_it_with_its_incident()
    {
        var call = new Call().Customer("i will kill you");
        Assert.Null(call.Alert.Team);

        call.Send(new CallStarted { CallId = "c-1", AgentId = "a-7", Team = "billing" });

        Assert.Equal(("a-7", "billing"), (call.Alert.AgentId, call.Alert.Team));
        Assert.Equal(("a-7", "billing"), (call.Monitor.Incident!.AgentId, call.Monitor.Incident.Team));
    }

    [Fact]
    public void Work_on_an_alert_stays_when_its_team_becomes_known()
    {
        var call = new Call().Customer("i will kill you").Customer("hello");
        call.Act(new WorkOnIncident("Sam", WorkState.Claimed) { ById = "p-1" });

        call.Send(new CallStarted { CallId = "c-1", Team = "billing" });

        Assert.Equal((WorkState.Claimed, "Sam", "billing"), (call.Alert.Work, call.Alert.ClaimedBy, call.Alert.Team));
    }

    [Fact]
    public void Later_start_without_a_team_changes_no_alert()
    {
        var call = new Call();
        call.Send(new CallStarted { CallId = "c-1", Team = "billing" });
        call.Customer("i will kill you");
        var changes = call.AlertChanges.Count;

        call.Send(new CallStarted { CallId = "c-1", Queue = "inbound" });

        Assert.Equal((changes, "billing"), (call.AlertChanges.Count, call.Alert.Team));
    }
}
