using System.Globalization;
using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>
/// Any interleaving, duplication and delay of the same events ends in the same timeline, scores and alerts. What may
/// depend on arrival: when an alert was raised and under which utterance's id, what was shown for a while and withdrawn,
/// marks of lateness, and the ladder, which decides in the moment. Held for utterances that name their times and get their
/// final: in any order at all while a call has at most <see cref="CallTimeline.Kept"/> of them, since so many are held with
/// their words, and in a call of any length where none comes after more than half as many that were said later.
/// </summary>
public sealed class OrderTests
{
    private static readonly string[] CustomerSays =
    [
        "i'm going to", "kill you", "i'm going to kill", "this subscription", "you fucking idiot", "you're useless", "damn", "i will kill",
        "i want to end it all", "tonight", "i'm going to the papers", "hello there", "you bloody clown", "to be fair you did warn me", "shit phone", "you",
        "kill this subscription please",
    ];

    private static readonly string[] AgentSays = ["right", "let me look at that for you", "please do not speak to me like that", "mm"];

    private static readonly PolicyBook Book = PolicyReader.Read(
        """
        name: centre
        teams: { billing: { categories: { swearing: { floor: caution } }, alerts: { repetition: { after: 1 } } } }
        """,
        PolicyLimits.None).Policies!;

    private sealed record Timed(TranscriptEvent Event, int AtMs);

    private const int MostOvertaking = CallTimeline.Kept / 2;

    private static readonly Gen<Timed[]> Calls = CallsOf(1, 16);

    private static Gen<Timed[]> CallsOf(int fewest, int most) => Gen.Select(
            Gen.Select(Gen.Int[0, 16], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[2, 30], Gen.Int[0, 16]).Array[fewest, most],
            Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool)
        .Select(any => ToEvents(any.Item1, any.Item2, any.Item3, any.Item4));

    private static Timed[] ToEvents((int Text, int Who, int Interims, int Pause, int Length, int Before)[] said, int team, int language, bool isNumbered)
    {
        List<Timed> events = [];
        var (start, number) = (0, 0);
        foreach (var (i, (text, who, interims, pause, length, before)) in said.Index())
        {
            start += pause * 100;
            var end = start + (length * 100);
            var speaker = who switch { 0 or 1 => Speaker.Agent, 2 => Speaker.Unknown, _ => Speaker.Customer };
            var sayings = speaker == Speaker.Agent ? AgentSays : CustomerSays;
            for (var revision = 0; revision <= interims; revision++)
            {
                var isFinal = revision == interims;
                events.Add(new Timed(
                    Make.Fragment($"u-{i}", revision, sayings[(isFinal ? text : before + revision) % sayings.Length], speaker, isFinal, start, end) with
                    {
                        Sequence = isNumbered ? number++ : null,
                        Language = who == 8 ? "de" : null,
                    },
                    end + (revision * 50)));
            }

            start += length * (who % 2 == 0 ? 100 : 60);
        }

        if (team > 0)
        {
            events.Insert(0, new Timed(
                new CallStarted { CallId = "c-1", AgentId = "a-7", Team = team == 1 ? "billing" : null, Language = language == 0 ? "fr-CA" : "en-GB" }, 0));
        }

        events.Add(new Timed(new CallEnded { CallId = "c-1", EndedBy = CallParty.Customer }, start + 20_000));
        return [.. events.OrderBy(one => one.AtMs)];
    }

    private static readonly Gen<(Timed[] Straight, (TranscriptEvent Event, int WaitMs)[] Shuffled)> Deliveries = Calls.SelectMany(straight =>
        Gen.Select(Gen.Shuffle(straight), Gen.Int[0, straight.Length - 1].Array[0, 10], Gen.Int[0, 3_000].Array[straight.Length + 10], Gen.Int[0, straight.Length])
            .Select(any =>
            {
                var (shuffled, again, waits, near) = any;
                // Wholly shuffled, and as networks do it: what is said within moments of each other trades places.
                TranscriptEvent[] all = near % 2 == 0
                    ? [.. shuffled.Concat(again.Select(i => straight[i])).Select(one => one.Event)]
                    : [.. straight.Concat(again.Select(i => straight[i])).Select((one, i) => (one, At: one.AtMs + waits[i])).OrderBy(one => one.At).Select(one => one.one.Event)];
                return (straight, all.Select((e, i) => (e, waits[i] / (near % 3 == 0 ? 30 : 1))).ToArray());
            }));

    private static string Played(IEnumerable<(TranscriptEvent Event, int WaitMs)> events)
    {
        var monitor = new CallMonitor("c-1", Call.Opened, new WindowScorer(new PhraseScorer()), Book);
        Dictionary<string, ScoredFragment> fragments = [];
        Dictionary<string, Alert> alerts = [];
        var now = Call.Opened;
        foreach (var (e, wait) in events)
        {
            now += TimeSpan.FromMilliseconds(wait);
            monitor.Tick(now);
            Assert.NotEqual(OutcomeKind.Rejected, monitor.Apply(e, now).Kind);
            Take();
        }

        monitor.Tick(now += TimeSpan.FromMinutes(2));
        Take();
        Assert.DoesNotContain(alerts.Values, alert => alert.Detection == Detection.Provisional);
        return string.Join('\n', fragments.Values.OrderBy(one => one.Fragment.StartMs).ThenBy(one => one.Fragment.UtteranceId, StringComparer.Ordinal).Select(Shown)
            .Concat(alerts.Values.Where(alert => alert.Detection != Detection.Withdrawn).Select(Shown).Order(StringComparer.Ordinal))
            .Append($"{monitor.Facts.PeakSeverity}")
            .Concat((monitor.Facts.Heard?.Numbers ?? []).Select(numbers => $"{numbers.First} {numbers.Last} {numbers.Gaps.Count}")));

        void Take()
        {
            if (monitor.TakeChanges() is not { } changes)
                return;
            foreach (var fragment in changes.Fragments.Concat(changes.Rescored))
                fragments[fragment.Fragment.UtteranceId] = fragment;
            foreach (var change in changes.Alerts)
                alerts[change.Alert.Id] = change.Alert;
        }
    }

    private static string Shown(ScoredFragment one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Fragment.StartMs} {one.Fragment.UtteranceId} {one.Fragment.Revision} '{one.Fragment.Text}' {string.Join(',', one.Assessment.Categories)} {one.Assessment.Severity} {one.Assessment.Target} {one.Unscored} {Scores(one.Assessment.Scores)}");

    private static string Scores(CategoryScores scores) => string.Join(
        '/', Enumerable.Range(0, CategoryScores.Length).Select(at => scores[at].ToString(CultureInfo.InvariantCulture)));

    private static string Shown(Alert alert) => string.Create(
        CultureInfo.InvariantCulture,
        $"{alert.StartMs:000000}-{alert.EndMs} {alert.Category} {alert.Target} {alert.Severity} {alert.IsRepeated} {alert.Detection} {alert.Score} '{alert.Text}' {string.Join(',', alert.UtteranceIds)} {string.Join(',', alert.Highlights)} {alert.AgentId} {alert.Team} {alert.PolicyVersion} {alert.ModelVersion}");

    private static IEnumerable<(TranscriptEvent, int)> InTime(Timed[] events)
    {
        var at = 0;
        foreach (var one in events)
        {
            yield return (one.Event, one.AtMs - at);
            at = one.AtMs;
        }
    }

    [Fact]
    public void Any_order_delay_and_repetition_end_in_the_same_words_scores_and_alerts() =>
        Deliveries.Sample(run => Assert.Equal(Played(InTime(run.Straight)), Played(run.Shuffled)), iter: 6_000);

    [Fact]
    public void Long_call_ends_the_same_where_nothing_is_overtaken_by_more_than_half_of_what_is_held() =>
        CallsOf(CallTimeline.Kept + 1, 4 * CallTimeline.Kept).SelectMany(straight =>
                Gen.Int[0, MostOvertaking].Array[straight.Length].Select(lag => (straight, Lag: lag)))
            .Sample(
                run => Assert.Equal(
                    Played(InTime(run.straight)),
                    Played(run.straight.Select((one, at) => (one.Event, At: at + run.Lag[at])).OrderBy(one => one.At).Select(one => (one.Event, 40)))),
                iter: 150);
}
