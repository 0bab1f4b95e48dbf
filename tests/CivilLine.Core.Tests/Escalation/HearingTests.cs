using CivilLine.Escalation;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>What was not heard, came late or is in a language that nobody reads.</summary>
public sealed class HearingTests
{
    private static Fragment Numbered(int number, long startMs = 0) =>
        Make.Fragment($"u-{number}", 0, "hello there", startMs: startMs, endMs: startMs + 500) with { Sequence = number, Source = "pbx" };

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("en", true)]
    [InlineData("EN-gb", true)]
    [InlineData("en_US", true)]
    [InlineData("eng", true)]
    [InlineData("und", true)]
    [InlineData("multi", true)]
    [InlineData("de", false)]
    [InlineData("fr-CA", false)]
    [InlineData("enm", false)]
    [InlineData("ja-JP", false)]
    public void Languages_are_told_by_their_tag(string? tag, bool isRead) => Assert.Equal(isRead, Languages.IsRead(tag));

    [Fact]
    public void Words_in_a_language_without_a_model_are_kept_and_not_scored()
    {
        var call = new Call();
        call.Send(call.NewFragment("u-1", 0, "you fucking idiot") with { Language = "de-AT" });

        var fragment = Assert.Single(call.Fragments);
        Assert.True(fragment.Unscored);
        Assert.Equal(default, fragment.Assessment);
        Assert.Empty(call.AlertChanges);
        Assert.Equal((1, "de-AT"), (call.Monitor.Facts.Heard!.Unscored, call.Monitor.Facts.Heard.Language));
    }

    [Fact]
    public void Language_of_the_call_is_that_of_fragments_that_name_none()
    {
        var call = new Call();
        call.Send(new CallStarted { CallId = "c-1", Language = "fr" });
        call.Customer("you fucking idiot");
        call.Send(call.NewFragment("u-en", 0, "you fucking idiot") with { Language = "en-GB" });

        Assert.Equal(["u-en"], call.Alert.UtteranceIds);
    }

    [Fact]
    public void Alert_on_words_that_turn_out_to_be_in_another_language_is_withdrawn()
    {
        var call = new Call().Customer("you fucking idiot");
        call.Send(new CallStarted { CallId = "c-1", Language = "de" });

        Assert.Equal(Detection.Withdrawn, call.Alert.Detection);
        Assert.Equal(1, call.Monitor.Facts.Heard!.Unscored);
    }

    [Fact]
    public void Words_of_another_language_are_in_nobodys_window()
    {
        var call = new Call().Customer("i'm going to");
        call.Send(call.NewFragment("u-de", 0, "ach so") with { Language = "de" });
        call.Customer("kill you");

        Assert.Equal(["u-1", "u-2"], call.Alert.UtteranceIds);
    }

    [Fact]
    public void Numbers_that_never_came_are_gaps_where_the_words_after_them_were_said()
    {
        var call = new Call();
        foreach (var number in (int[])[3, 4, 8])
            call.Send(Numbered(number, number * 1000));

        var gap = Assert.Single(Assert.Single(call.Monitor.Facts.Heard!.Numbers).Gaps);
        Assert.Equal((5L, 7L, 8000L), (gap.From, gap.To, gap.AtMs));
    }

    [Fact]
    public void Gaps_are_what_is_missing_whatever_the_order() =>
        Gen.Int[0, 40].HashSet[1, 25].SelectMany(numbers => Gen.Shuffle(numbers.ToArray())).Sample(numbers =>
        {
            var call = new Call();
            foreach (var number in numbers)
                call.Send(Numbered(number, number * 100));

            var heard = Assert.Single(call.Monitor.Facts.Heard!.Numbers);
            var missing = heard.Gaps.SelectMany(gap => Enumerable.Range((int)gap.From, (int)(gap.To - gap.From) + 1)).ToList();
            Assert.Equal(Enumerable.Range(numbers.Min(), numbers.Max() - numbers.Min() + 1).Except(numbers), missing);
            Assert.All(heard.Gaps, gap => Assert.Equal((gap.To + 1) * 100, gap.AtMs));
        }, iter: 2_000);

    [Fact]
    public void Interim_that_its_final_overtook_leaves_no_gap()
    {
        var call = new Call().Customer("hello");
        call.Send(call.NewFragment("u-9", 5, "hello there") with { Sequence = 2 });
        call.Send(call.NewFragment("u-9", 1, "hello", final: false) with { Sequence = 1 });
        call.Send(call.NewFragment("u-8", 0, "hello") with { Sequence = 0 });

        Assert.Empty(Assert.Single(call.Monitor.Facts.Heard!.Numbers).Gaps);
    }

    [Fact]
    public void Pieces_without_times_stand_in_the_order_of_their_numbers() =>
        Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).Sample(order =>
        {
            var timeline = new CallTimeline();
            for (var i = 0; i < order.Length; i++)
                timeline.Add(Numbered(order[i]) with { StartMs = null, EndMs = null }, Call.Opened, i * 700, false, TimeSpan.FromHours(1), out _, out _);

            Assert.Equal(Enumerable.Range(0, 8).Select(number => $"u-{number}"), timeline.Entries.Select(entry => entry.Id));
        }, iter: 500);

    [Theory]
    [InlineData(5, false)]
    [InlineData(15, true)]
    public void Straggler_is_placed_and_late_only_after_its_hold_and_may_still_alert(int afterSeconds, bool isLate)
    {
        var call = new Call().Wait(20);
        call.Send(Make.Fragment("u-b", 0, "kill you", startMs: 15_000, endMs: 15_500));
        call.Wait(afterSeconds).Send(Make.Fragment("u-a", 0, "i'm going to", startMs: 14_000, endMs: 14_500));
        call.Send(Make.Fragment("u-0", 0, "you fucking idiot", startMs: 500, endMs: 900));

        Assert.Equal(isLate, call.Fragments.Single(one => one.Fragment.UtteranceId == "u-a").Late);
        Assert.Equal(["u-a,u-b", "u-0"], call.Alerts.Where(alert => alert.Detection == Detection.Confirmed).Select(alert => string.Join(',', alert.UtteranceIds)));
    }

    [Fact]
    public void Long_sentence_that_ends_after_others_spoke_is_not_late()
    {
        var call = new Call().Wait(3);
        call.Send(Make.Fragment("u-b", 0, "right", Speaker.Agent, startMs: 2_000, endMs: 2_300));
        call.Wait(40).Send(Make.Fragment("u-a", 0, "hello there", startMs: 1_000, endMs: 41_000));

        Assert.False(call.Fragments[^1].Late);
    }

    [Fact]
    public void Alert_that_came_before_its_call_said_whose_it_is_gets_agent_and_team()
    {
        var call = new Call().Customer("you fucking idiot");
        call.Send(new CallStarted { CallId = "c-1", AgentId = "a-7", Team = "billing" });

        Assert.Equal(("a-7", "billing"), (call.Alert.AgentId, call.Alert.Team));
    }
}
