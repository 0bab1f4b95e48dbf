using CivilLine.Core.Tests.Escalation;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Transcripts;

public sealed class CallTimelineTests
{
    private static Outcome Add(CallTimeline timeline, Fragment fragment, long arrivalMs = 0) =>
        timeline.Add(fragment, Call.Opened.AddMilliseconds(arrivalMs), arrivalMs, false, TimeSpan.FromHours(1), out _, out _);

    private static Fragment At(string id, long startMs, string text = "so i said", Speaker speaker = Speaker.Customer, int revision = 0) =>
        Make.Fragment(id, revision, text, speaker, startMs: startMs, endMs: startMs + 900);

    private static CallTimeline Of(params Fragment[] fragments)
    {
        var timeline = new CallTimeline();
        foreach (var fragment in fragments)
            Add(timeline, fragment);
        return timeline;
    }

    private static string Ids(IEnumerable<Piece> pieces) => string.Join(' ', pieces.Select(piece => piece.UtteranceId));

    [Fact]
    public void Higher_revision_replaces_a_lower()
    {
        var timeline = Of(At("a", 0, "wrong"), At("a", 0, "right", revision: 3));

        Assert.Equal("right", Assert.Single(timeline.Entries).Fragment.Text);
    }

    [Fact]
    public void Lower_revision_is_a_duplicate() =>
        Assert.Equal(Outcome.Duplicate, Add(Of(At("a", 0, revision: 3)), At("a", 0, "other", revision: 2)));

    [Fact]
    public void Same_revision_with_the_same_text_is_a_duplicate() => Assert.Equal(Outcome.Duplicate, Add(Of(At("a", 0)), At("a", 0)));

    [Fact]
    public void Same_revision_with_another_text_is_refused_and_says_what_would_be_right()
    {
        var outcome = Add(Of(At("a", 0)), At("a", 0, "something else"));

        Assert.Equal((OutcomeKind.Rejected, "contradiction", "revision"), (outcome.Kind, outcome.Code, outcome.Member));
        Assert.Contains("revision 1 or higher", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interim_after_its_final_is_accepted_where_its_revision_is_higher() =>
        Assert.Equal(Outcome.Accepted, Add(Of(At("a", 0)), At("a", 0, "so i", revision: 1) with { IsFinal = false }));

    [Fact]
    public void Missing_times_come_from_the_arrival()
    {
        var timeline = new CallTimeline();
        Add(timeline, At("a", 0) with { StartMs = null, EndMs = null }, 4_000);

        Assert.Equal((4_000, 4_000), (timeline.Entries[0].StartMs, timeline.Entries[0].EndMs));
    }

    [Fact]
    public void Revision_without_times_keeps_its_start()
    {
        var timeline = Of(At("a", 1_000));
        Add(timeline, At("a", 0, "so i said no", revision: 1) with { StartMs = null, EndMs = null }, 4_000);

        Assert.Equal((1_000, 4_000), (timeline.Entries[0].StartMs, timeline.Entries[0].EndMs));
    }

    [Fact]
    public void Straggler_is_placed_by_its_start() =>
        Assert.Equal("a b c", Ids(Of(At("a", 0), At("c", 2_000), At("b", 1_000)).Window("c")));

    [Fact]
    public void Sequence_orders_what_starts_together() =>
        Assert.Equal("a b", Ids(Of(At("b", 0) with { Sequence = 2 }, At("a", 0) with { Sequence = 1 }).Window("b")));

    [Fact]
    public void Window_reaches_back_eight_seconds() =>
        Assert.Equal("b c", Ids(Of(At("a", 0), At("b", 4_000), At("c", 9_500)).Window("c")));

    [Fact]
    public void Window_holds_five_pieces() =>
        Assert.Equal("b c d e f", Ids(Of([.. "abcdef".Select((id, i) => At($"{id}", i * 1_000))]).Window("f")));

    [Fact]
    public void Window_ends_with_the_piece_that_was_asked_for() =>
        Assert.Equal("a b", Ids(Of(At("a", 0), At("b", 1_000), At("c", 2_000)).Window("b")));

    [Fact]
    public void Window_is_cut_by_a_turn_of_the_other_side() =>
        Assert.Equal("b", Ids(Of(At("a", 0), At("x", 1_000, "let me take your account number", Speaker.Agent), At("b", 2_000)).Window("b")));

    [Theory]
    [InlineData("mm")]
    [InlineData("right okay")]
    [InlineData("yes of course i see")]
    [InlineData("sorry what was that")]
    public void Window_is_not_cut_by_listening(string sound) =>
        Assert.Equal(
            sound.StartsWith("sorry", StringComparison.Ordinal) ? "b" : "a b",
            Ids(Of(At("a", 0), At("x", 1_000, sound, Speaker.Agent), At("b", 2_000)).Window("b")));

    [Fact]
    public void Window_is_not_cut_by_somebody_talking_over() =>
        Assert.Equal(
            "a b",
            Ids(Of(At("a", 0), At("x", 500, "now if you would just listen to me", Speaker.Agent) with { EndMs = 3_000 }, At("b", 1_000)).Window("b")));

    [Fact]
    public void Window_of_an_unknown_utterance_is_empty() => Assert.Empty(new CallTimeline().Window("nobody"));

    [Fact]
    public void Long_call_holds_only_its_newest_words_and_still_knows_every_key()
    {
        var timeline = new CallTimeline();
        for (var i = 0; i < 5_000; i++)
            Add(timeline, At($"u-{i}", i * 1_000));

        Assert.Equal(CallTimeline.Kept, timeline.Entries.Count);
        Assert.Equal(5_000, timeline.Count);
        Assert.Equal(Outcome.Duplicate, Add(timeline, At("u-3", 3_000)));
        Assert.Equal("contradiction", Add(timeline, At("u-3", 3_000, "other")).Code);
    }

    [Fact]
    public void Any_order_and_any_repetition_end_in_the_same_timeline()
    {
        var utterance = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 2], Gen.Bool);
        var scenario = utterance.Array[1, 12].SelectMany(utterances =>
        {
            List<Fragment> events = [];
            for (var u = 0; u < utterances.Length; u++)
            {
                var (revisions, speaker, isSequenced) = utterances[u];
                for (var revision = 0; revision < revisions; revision++)
                {
                    events.Add(At($"u-{u}", u * 700, $"text {revision}", (Speaker)speaker, revision) with
                    {
                        IsFinal = revision == revisions - 1,
                        Sequence = isSequenced ? u : null,
                    });
                }
            }

            return Gen.Select(Gen.Shuffle(events.ToArray()), Gen.Int[0, events.Count - 1].Array[0, 10]).Select(pair =>
                (Straight: events, Shuffled: (List<Fragment>)[.. pair.Item1, .. pair.Item2.Select(i => events[i])]));
        });

        scenario.Sample(run =>
        {
            var straight = Of([.. run.Straight]);
            var shuffled = new CallTimeline();
            foreach (var fragment in run.Shuffled)
                Assert.NotEqual(OutcomeKind.Rejected, Add(shuffled, fragment).Kind);
            Assert.Equal(straight.Entries.Select(entry => entry.Fragment), shuffled.Entries.Select(entry => entry.Fragment));
            foreach (var entry in straight.Entries)
                Assert.Equal(Ids(straight.Window(entry.Id)), Ids(shuffled.Window(entry.Id)));
        });
    }

    [Fact]
    public void Numbered_utterances_without_times_stand_by_number_in_whatever_order_and_moment_they_came() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 20).ToArray()), Gen.Int[0, 5_000].Array[20]).Sample((order, waits) =>
        {
            var timeline = new CallTimeline();
            var now = 0;
            foreach (var (i, number) in order.Index())
            {
                now += waits[i] % 3 == 0 ? 0 : waits[i];
                Add(timeline, At($"u-{number}", 0) with { StartMs = null, EndMs = null, Sequence = number }, now);
            }

            Assert.Equal(Enumerable.Range(0, 20).Select(number => $"u-{number}"), timeline.Entries.Select(entry => entry.Id));
        });

    [Fact]
    public void Numbered_utterances_without_times_stand_where_they_were_begun_in_whatever_order_and_moment_their_revisions_came()
    {
        // Two speak at once, so that one's interims are numbered among the other's.
        var events = Enumerable.Range(0, 8).SelectMany(u => Enumerable.Range(0, 4).Select(revision =>
            At($"u-{u}", 0, $"text {revision}", (Speaker)(u % 2), revision) with
            {
                StartMs = null, EndMs = null, Sequence = (u / 2 * 8) + (revision * 2) + (u % 2), IsFinal = revision == 3,
            })).ToArray();
        var begun = events.GroupBy(one => one.UtteranceId).OrderBy(one => one.Min(said => said.Sequence)).Select(one => one.Key).ToList();

        Gen.Select(Gen.Shuffle(events), Gen.Int[0, events.Length - 1].Array[0, 10], Gen.Int[0, 5_000].Array[events.Length + 10]).Sample((order, again, waits) =>
        {
            var timeline = new CallTimeline();
            var now = 0;
            foreach (var (i, fragment) in order.Concat(again.Select(one => events[one])).Index())
            {
                now += waits[i] % 3 == 0 ? 0 : waits[i];
                if (Add(timeline, fragment, now).Kind == OutcomeKind.Duplicate)
                    timeline.PlaceByNumber(fragment);
            }

            Assert.Equal(begun, timeline.Entries.Select(entry => entry.Id));
            Assert.Equal(timeline.Entries.OrderBy(entry => entry.StartMs).Select(entry => entry.Id), begun);
        }, iter: 5_000);
    }

    [Fact]
    public void Overtaken_interim_moves_its_utterance_where_it_was_begun_and_the_store_is_told()
    {
        var monitor = MonitorOf(("agent", 1, 8, true), ("customer", 3, 9, true));
        monitor.TakeChanges();

        var outcome = monitor.Apply(Numbered("customer", 1, 5, false), Call.Opened.AddSeconds(20));

        Assert.Equal(Outcome.Duplicate, outcome);
        var moved = Assert.Single(monitor.TakeChanges()!.Rescored).Fragment;
        Assert.Equal(("customer", 9, 1_000), (moved.UtteranceId, moved.Sequence, moved.StartMs));
    }

    [Fact]
    public void Numbers_that_only_overtaken_and_replaced_revisions_had_place_an_utterance_after_a_restart_too()
    {
        var monitor = MonitorOf(("customer", 1, 5, false), ("customer", 3, 9, true));
        var kept = monitor.TakeChanges()!.Fragments[^1];
        var again = CallMonitor.Restore(
            new CallSnapshot(monitor.Facts, [kept], [], null), new WindowScorer(new PhraseScorer()), monitor.Policy);

        again.Apply(Numbered("agent", 1, 7, true), Call.Opened.AddSeconds(20));

        Assert.True(again.TakeChanges()!.Fragments[0].Fragment.StartMs > kept.Fragment.StartMs);
    }

    private static CallMonitor MonitorOf(params (string Id, int Revision, int Sequence, bool IsFinal)[] said)
    {
        var monitor = new CallMonitor("c-1", Call.Opened, new WindowScorer(new PhraseScorer()), Policy.Default);
        foreach (var (i, (id, revision, sequence, isFinal)) in said.Index())
            monitor.Apply(Numbered(id, revision, sequence, isFinal), Call.Opened.AddSeconds(i + 1));
        return monitor;
    }

    private static Fragment Numbered(string id, int revision, int sequence, bool isFinal) =>
        At(id, 0, "so i said", revision: revision) with { StartMs = null, EndMs = null, Sequence = sequence, IsFinal = isFinal };
}
