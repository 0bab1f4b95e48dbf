using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

public sealed class GlanceTests
{
    [Fact]
    public void Heat_is_the_worst_recent_score_and_fades_over_a_minute()
    {
        var call = new Call().Customer("you fucking idiot").Customer("hello");

        Assert.InRange(call.Monitor.Heat(call.Now), 0.63f, 0.675f);
        Assert.InRange(call.Monitor.Heat(call.Now.AddSeconds(29)), 0.3f, 0.36f);
        Assert.Equal(0, call.Monitor.Heat(call.Now.AddMinutes(2)));
    }

    [Fact]
    public void Recent_holds_the_last_thirty_customer_utterances()
    {
        var call = new Call().Customer("you fucking idiot").Agent("i see");
        for (var i = 0; i < 29; i++)
            call.Customer("hello");

        Assert.Equal([0.9f * 0.75f, .. Enumerable.Repeat(0f, 29)], call.Monitor.Recent);
    }

    [Fact]
    public void Threat_of_violence_is_hotter_than_a_mild_word_that_is_as_sure()
    {
        var threatened = new Call().Customer("i will kill you");
        var muttered = new Call().Customer("damn");

        Assert.True(threatened.Monitor.Heat(threatened.Now) > 3 * muttered.Monitor.Heat(muttered.Now));
    }

    [Fact]
    public void Threat_to_the_company_does_not_heat() =>
        Assert.Equal([0f], new Call().Customer("i'm going to the papers").Monitor.Recent);

    [Fact]
    public void Last_words_are_cut_between_characters()
    {
        var call = new Call().Customer(new string('a', 159) + "😀 and on");

        Assert.Equal(new string('a', 159), call.Monitor.LastWords);
        Assert.Equal(Speaker.Customer, call.Monitor.LastSpeaker);
    }

    [Fact]
    public void Words_that_come_late_say_how_old_they_are()
    {
        var call = new Call().Customer("hello");
        var late = call.NewFragment("u-late", 0, "fucking idiot");
        call.Wait(8).Send(late);

        Assert.Equal(7_200, call.Monitor.SaidMsAgo);
        Assert.Equal(7_200, call.Banner.SaidMsAgo);
    }

    [Fact]
    public void Words_without_times_have_no_age()
    {
        var call = new Call();
        call.Wait(5).Send(Make.Fragment("u-1", 0, "hello"));

        Assert.Null(call.Monitor.SaidMsAgo);
    }

    [Fact]
    public void Nothing_waits_on_a_calm_call()
    {
        Assert.False(new Call().Customer("hello").Monitor.NeedsTick);
        Assert.True(new Call().Customer("you fucking idiot").Monitor.NeedsTick);
        Assert.True(new Call().Customer("i'm going to kill").Monitor.NeedsTick);
        Assert.False(new Call().Customer("you fucking idiot").End().Monitor.NeedsTick);
    }

    [Fact]
    public void Tick_tells_whether_anything_changed()
    {
        var call = new Call().Customer("i'm going to kill");

        Assert.False(call.Monitor.Tick(call.Now.AddSeconds(1)));
        Assert.True(call.Monitor.Tick(call.Now.AddSeconds(4)));
    }

    [Fact]
    public void Banner_names_conduct_and_gives_the_sentence_to_say()
    {
        var banner = new Call().Customer("you're useless").Banner;

        Assert.Equal(LadderStep.Caution, banner.Step);
        Assert.Equal("The caller spoke to you abusively", banner.Headline);
        Assert.Equal("you're useless", banner.Words);
        Assert.Equal(Policy.Default.Texts.Caution.Say, banner.Say);
    }

    [Fact]
    public void Banner_is_calm_once_the_call_is_over() =>
        Assert.Equal(Banner.Calm, new Call().Customer("you fucking idiot").End().Banner);

    [Fact]
    public void Banner_has_words_of_support_after_a_hard_call_and_none_in_it()
    {
        var call = new Call().Customer("you fucking idiot").Customer("you fucking idiot").Agent("if you continue to use that language i will have to end the call");
        Assert.Null(call.Banner.Support);

        call.Send(new CallEnded { CallId = "c-1", EndedAt = call.Now, EndedBy = CallParty.Agent });

        Assert.Equal(call.Policy.Texts.Support.May, call.Banner.Support);
    }

    [Fact]
    public void Banner_has_no_words_of_support_after_a_calm_call()
    {
        var call = new Call().Customer("hello").Agent("hello");
        call.Send(new CallEnded { CallId = "c-1", EndedAt = call.Now, EndedBy = CallParty.Customer });

        Assert.Null(call.Banner.Support);
    }
}
