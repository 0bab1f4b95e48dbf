using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class EndingTests
{
    [Fact]
    public void Ended_call_keeps_who_ended_it_why_and_at_which_step()
    {
        var call = new Call().Customer("you fucking idiot");

        call.Act(new EndingSaid("sam", CallParty.Agent, "would not stop"));

        var facts = call.Monitor.Facts;
        Assert.Equal(
            (CallParty.Agent, "sam", "would not stop", LadderStep.Caution, call.Now),
            (facts.EndedBy, facts.EndedByName, facts.EndReason, facts.EndStep, facts.EndedAt));
    }

    [Fact]
    public void What_a_person_says_of_the_end_goes_before_what_the_source_guessed()
    {
        var call = new Call().Customer("hello").End(CallParty.Unknown);
        var ended = call.Monitor.Facts.EndedAt;

        call.Wait(5).Act(new EndingSaid("sam", CallParty.Agent, "threats"));

        Assert.Equal((CallParty.Agent, "threats", ended), (call.Monitor.Facts.EndedBy, call.Monitor.Facts.EndReason, call.Monitor.Facts.EndedAt));
    }

    [Fact]
    public void Source_that_tells_later_changes_nothing_that_a_person_said()
    {
        var call = new Call().Customer("hello");
        call.Act(new EndingSaid("sam", CallParty.Agent, "threats"));

        call.End(CallParty.Customer);

        Assert.Equal((CallParty.Agent, "sam"), (call.Monitor.Facts.EndedBy, call.Monitor.Facts.EndedByName));
    }

    [Fact]
    public void Second_story_of_the_end_is_refused()
    {
        var call = new Call().Customer("hello");
        call.Act(new EndingSaid("sam", CallParty.Agent, "threats"));

        Assert.Equal(Outcome.Duplicate, call.Act(new EndingSaid("sam", CallParty.Agent, "threats")));
        Assert.Equal("conflict", call.Act(new EndingSaid("priya", CallParty.Supervisor, "other")).Code);
    }

    [Fact]
    public void Step_at_the_end_stays_when_alerts_are_dismissed_later()
    {
        var call = new Call().Customer("you fucking idiot").End();

        call.Act(new WorkOnAlert("priya", call.Alert.Id, WorkState.Dismissed, "song lyric"));

        Assert.Equal(LadderStep.Caution, call.Monitor.Facts.EndStep);
    }
}
