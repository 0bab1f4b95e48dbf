using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>A call driven by hand: each line is said a second after the one before unless told otherwise.</summary>
internal sealed class Call
{
    public static readonly DateTimeOffset Opened = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private int _utterances;

    public Call(Policy? policy = null)
    {
        Policy = policy ?? Policy.Default;
        Monitor = new CallMonitor("c-1", Opened, new WindowScorer(Scorer), Policy);
    }

    public Policy Policy { get; }
    public PhraseScorer Scorer { get; } = new();
    public CallMonitor Monitor { get; private set; }
    public DateTimeOffset Now { get; private set; } = Opened;
    public List<AlertChange> AlertChanges { get; } = [];
    public List<LadderMove> Moves { get; } = [];
    public List<ScoredFragment> Fragments { get; } = [];
    public List<ActTaken> Acts { get; } = [];

    public LadderState Ladder => Monitor.Facts.Ladder;
    public Banner Banner => Monitor.Banner(Now);
    public string LastId => $"u-{_utterances}";

    public Alert Alert => Assert.Single(Alerts);

    public IReadOnlyList<Alert> Alerts =>
        [.. AlertChanges.GroupBy(change => change.Alert.Id).Select(changes => changes.Last().Alert)];

    public Call Customer(string text, bool final = true) => Say(Speaker.Customer, text, final);

    public Call Agent(string text) => Say(Speaker.Agent, text, true);

    public Call Unknown(string text) => Say(Speaker.Unknown, text, true);

    public Call Say(Speaker speaker, string text, bool final)
    {
        Wait(1);
        Assert.Equal(OutcomeKind.Accepted, Send(NewFragment($"u-{++_utterances}", 0, text, speaker, final)).Kind);
        return this;
    }

    /// <summary>A new revision of the newest utterance, said at the same time as the first.</summary>
    public Call Revise(int revision, string text, bool final, Speaker speaker = Speaker.Customer)
    {
        Now += TimeSpan.FromMilliseconds(200);
        Assert.Equal(OutcomeKind.Accepted, Send(NewFragment(LastId, revision, text, speaker, final) with { StartMs = null, EndMs = null }).Kind);
        return this;
    }

    public Fragment NewFragment(string id, int revision, string text, Speaker speaker = Speaker.Customer, bool final = true)
    {
        var startMs = (long)(Now - Opened).TotalMilliseconds;
        return Make.Fragment(id, revision, text, speaker, final, startMs, startMs + 800);
    }

    public Outcome Send(TranscriptEvent e)
    {
        var outcome = Monitor.Apply(e, Now);
        Take();
        return outcome;
    }

    public Outcome Act(CallAct act)
    {
        var outcome = Monitor.Act(act, Now);
        Take();
        return outcome;
    }

    public Call Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Monitor.Tick(Now);
        Take();
        return this;
    }

    public Call End(CallParty by = CallParty.Customer)
    {
        Send(new CallEnded { CallId = "c-1", EndedBy = by });
        return this;
    }

    private void Take()
    {
        if (Monitor.TakeChanges() is not { } changes)
            return;
        AlertChanges.AddRange(changes.Alerts);
        Moves.AddRange(changes.Moves);
        Fragments.AddRange(changes.Fragments);
        Acts.AddRange(changes.Acts);
    }
}
