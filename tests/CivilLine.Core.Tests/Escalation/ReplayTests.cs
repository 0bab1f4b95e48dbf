using System.Text.Json;
using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>The same happenings at the same times give the same results, however they are cut.</summary>
public sealed class ReplayTests
{
    private static readonly string[] CustomerSays =
    [
        "i'm going to", "kill you", "i'm going to kill", "this subscription", "you fucking idiot", "you're useless", "damn",
        "i want to end it all", "i'm going to the papers", "hello there", "sorry i shouldn't have said that", "shit phone",
    ];

    private static readonly string[] AgentSays =
    [
        "right", "let me look at that for you", "if you continue like that i will have to end the call", "this is your final warning",
    ];

    private sealed record Happening(TimeSpan After, object? What);

    // A centre changes its policy in the middle of a call: stricter, with agreement, phrases and a team of its own.
    private static readonly PolicyBook[] Books =
    [
        PolicyBook.Default,
        Read("""
            name: strict
            ladder: { coolDown: 1s, steps: { finalWarning: { agreement: supervisor }, mayEnd: { breaches: 2, holds: 30s } } }
            phrases: { flag: [{ phrase: hello there, category: hostility }], allow: [{ phrase: useless }] }
            teams: { billing: { ladder: { coolDown: 20s }, categories: { swearing: { threshold: 0.95 } } } }
            """),
    ];

    private static PolicyBook Read(string yaml) => PolicyReader.Read(yaml, PolicyLimits.None).Policies!;

    private static readonly Gen<Happening[]> Scripts = Gen.Select(
            Gen.Int[0, 9], Gen.Int[0, 15], Gen.Int[0, 3], Gen.Int[0, 60], Gen.Bool, Gen.Bool)
        .Select(choice => choice)
        .Array[1, 40]
        .Select(choices => choices.Select(ToHappening).ToArray());

    private static Happening ToHappening((int Utterance, int Kind, int Revision, int Wait, bool IsFinal, bool IsTimed) choice)
    {
        var (utterance, kind, revision, wait, isFinal, isTimed) = choice;
        var after = TimeSpan.FromMilliseconds(wait < 50 ? wait * 100 : wait * 5_000);
        var speaker = utterance % 3 == 2 ? Speaker.Agent : utterance == 7 ? Speaker.Unknown : Speaker.Customer;
        var said = speaker == Speaker.Agent ? AgentSays : CustomerSays;
        object? what = kind switch
        {
            12 => null,
            13 when revision == 0 => new CallEnded { CallId = "c-1", EndedBy = CallParty.Customer },
            13 when revision == 1 && !isTimed => Books[isFinal ? 1 : 0],
            13 when revision == 1 => new WarningSaid("a-7"),
            13 when revision == 2 && !isTimed => new StepAgreed("priya", isFinal),
            13 when revision == 2 => new HelpAsked("a-7"),
            14 when revision == 3 => new HelpAnswered("priya", HelpResponse.Listening),
            14 => new WorkOnIncident(revision == 0 ? "priya" : "sam", (WorkState)(utterance % 6), "seen to") { TakeOver = isTimed },
            15 => null,
            13 => new CallStarted { CallId = "c-1", AgentId = "a-7", Team = "billing" },
            _ => Make.Fragment(
                $"u-{utterance}", revision, said[kind % said.Length], speaker, isFinal,
                isTimed ? utterance * 900 : null, isTimed ? (utterance * 900) + 700 : null),
        };
        return new Happening(after, what);
    }

    private sealed class Run
    {
        private CallMonitor _monitor = New();
        private readonly Dictionary<string, ScoredFragment> _latest = [];
        private readonly List<string> _arrivals = [];
        private readonly Dictionary<string, Alert> _alerts = [];
        private IncidentState? _incident;
        private DateTimeOffset _now = Call.Opened;
        private PolicyBook _book = PolicyBook.Default;

        public List<(string Kind, string What)> Log { get; } = [];
        public List<Outcome> Outcomes { get; } = [];

        private static CallMonitor New() => new("c-1", Call.Opened, new WindowScorer(new PhraseScorer()), Policy.Default);

        public void Do(Happening happening)
        {
            _now += happening.After;
            switch (happening.What)
            {
                case TranscriptEvent e:
                    Outcomes.Add(_monitor.Apply(e, _now));
                    break;
                case CallAct act:
                    Outcomes.Add(_monitor.Act(act, _now));
                    break;
                case PolicyBook book:
                    _book = book;
                    _monitor.Adopt(book);
                    break;
                default:
                    _monitor.Tick(_now);
                    break;
            }
        }

        public void Take()
        {
            if (_monitor.TakeChanges() is not { } changes)
                return;
            Log.AddRange(changes.Fragments.Select(fragment => ("fragment", fragment.ToString())));
            Log.AddRange(changes.Alerts.Select(change => ("alert", Flat(change))));
            Log.AddRange(changes.Moves.Select(move => ("move", Flat(move))));
            Log.AddRange(changes.Acts.Select(act => ("act", act.ToString())));
            foreach (var fragment in changes.Fragments)
            {
                _latest[fragment.Fragment.UtteranceId] = fragment;
                _arrivals.Remove(fragment.Fragment.UtteranceId);
                _arrivals.Add(fragment.Fragment.UtteranceId);
            }

            foreach (var fragment in changes.Rescored)
                _latest[fragment.Fragment.UtteranceId] = fragment;

            foreach (var change in changes.Alerts)
                _alerts[change.Alert.Id] = change.Alert;
            _incident = changes.Incident ?? _incident;
        }

        public void Restart()
        {
            Take();
            var facts = _monitor.Facts;
            _monitor = CallMonitor.Restore(
                new CallSnapshot(facts, [.. _arrivals.Select(id => _latest[id])], [.. _alerts.Values], _incident),
                new WindowScorer(new PhraseScorer()),
                _book);
        }

        public string State() => Flat(new
        {
            _monitor.Facts,
            _monitor.Recent,
            Heat = _monitor.Heat(_now),
            Banner = _monitor.Banner(_now),
            Reasons = _monitor.Reasons(_now),
            _monitor.LastWords,
            _monitor.LastSpeaker,
            _monitor.SaidMsAgo,
            _monitor.NeedsTick,
            _monitor.OpenAlerts,
            _monitor.Incident,
            Scored = _latest.Values.Select(fragment => fragment.ToString()).Order(StringComparer.Ordinal),
        });

        // Records that hold lists compare by reference; their text compares by content.
        private static string Flat(object value) => JsonSerializer.Serialize(value);
    }

    private static Run Play(Happening[] script, Func<int, bool> isCut, bool restarts)
    {
        var run = new Run();
        for (var i = 0; i < script.Length; i++)
        {
            run.Do(script[i]);
            if (!isCut(i))
                continue;
            if (restarts)
                run.Restart();
            else
                run.Take();
        }

        run.Take();
        return run;
    }

    private static void Same(Run expected, Run actual)
    {
        Assert.Equal(expected.Outcomes, actual.Outcomes);
        Assert.Equal(expected.State(), actual.State());
        Assert.Equal(Sorted(expected), Sorted(actual));
    }

    // Within one unit kinds are kept apart, so that only the order within a kind can be compared.
    private static List<(string, string)> Sorted(Run run) => [.. run.Log.OrderBy(item => item.Kind, StringComparer.Ordinal)];

    [Fact]
    public void Batches_of_any_size_give_the_same_changes() =>
        Gen.Select(Scripts, Gen.Int[1, 40]).Sample((script, size) =>
            Same(Play(script, _ => true, restarts: false), Play(script, i => i % size == size - 1, restarts: false)), iter: 1_000);

    [Fact]
    public void Restart_at_any_point_changes_nothing_that_follows() =>
        Gen.Select(Scripts, Gen.Int[0, 39]).Sample((script, cut) =>
            Same(Play(script, _ => false, restarts: false), Play(script, i => i == cut, restarts: true)), iter: 1_000);

    [Fact]
    public void Restart_after_every_event_changes_nothing() =>
        Scripts.Sample(script => Same(Play(script, _ => false, restarts: false), Play(script, _ => true, restarts: true)), iter: 500);

    [Fact]
    public void Alert_ids_are_never_given_twice_and_the_end_is_never_offered_unwarned() =>
        Scripts.Sample(script =>
        {
            var monitor = new CallMonitor("c-1", Call.Opened, new WindowScorer(new PhraseScorer()), Policy.Default);
            var now = Call.Opened;
            LadderStep last = LadderStep.Calm;
            foreach (var (after, what) in script)
            {
                now += after;
                if (what is TranscriptEvent e)
                    monitor.Apply(e, now);
                else if (what is CallAct act)
                    monitor.Act(act, now);
                else if (what is PolicyBook book)
                    monitor.Adopt(book);
                foreach (var move in monitor.TakeChanges()?.Moves ?? [])
                {
                    Assert.True(move.To <= last + 1, "a step was skipped");
                    last = move.To;
                }

                var ladder = monitor.Facts.Ladder;
                Assert.False(ladder.Step == LadderStep.MayEnd && ladder.WarnedAt is null, "the end was offered without a warning");
                var covered = monitor.OpenAlerts.SelectMany(alert => alert.UtteranceIds).ToList();
                Assert.Equal(covered.Distinct().Count(), covered.Count);
            }
        }, iter: 2_000);
}
