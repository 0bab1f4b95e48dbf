using CivilLine.Escalation.Phrases;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>What the parts of a call's monitor share: the call as it stands and what changed since it was last asked.</summary>
internal sealed class CallState(CallFacts facts, IEnumerable<Alert> alerts, WindowScorer scorer, PolicyBook policies, IncidentState? incident = null)
{
    private CallFacts _facts = facts;
    private IncidentState? _incident = incident;
    private bool _isIncidentChanged;
    private PolicyBook _policies = policies;

    /// <summary>The model under the policy's phrase rules.</summary>
    public WindowScorer Scorer { get; private set; } = RuledScorer.Under(scorer, policies.For(facts.Team).Phrases);

    public Policy Policy { get; private set; } = policies.For(facts.Team);
    public string ModelVersion => scorer.Scorer.Model.Version;
    public CallTimeline Timeline { get; } = new();
    public AlertBook Alerts { get; } = new(alerts);
    public List<ScoredFragment> Fragments { get; private set; } = [];

    /// <summary>Pieces heard before whose scores are others now, since something came between them.</summary>
    public HashSet<TimelineEntry> Rescored { get; private set; } = [];
    public List<LadderMove> Moves { get; private set; } = [];
    public List<ActTaken> Acts { get; private set; } = [];
    public List<Rewriting> Rewritings { get; private set; } = [];
    public bool IsChanged { get; private set; }

    /// <summary>Whether anything was accepted yet: a call that only refused has no row.</summary>
    public bool IsOpened { get; private set; }

    public void Open()
    {
        IsChanged |= !IsOpened;
        IsOpened = true;
    }

    public CallFacts Facts
    {
        get => _facts;
        set
        {
            if (value == _facts)
                return;
            _facts = value;
            IsChanged = true;
            Choose();
        }
    }

    public IncidentState? Incident
    {
        get => _incident;
        set
        {
            if (value == _incident)
                return;
            _incident = value;
            _isIncidentChanged = true;
        }
    }

    /// <summary>What is decided from here on is decided by these; what was decided stands.</summary>
    public void Adopt(PolicyBook policies)
    {
        _policies = policies;
        Choose();
    }

    private void Choose()
    {
        var policy = _policies.For(_facts.Team);
        if (ReferenceEquals(policy, Policy))
            return;
        Policy = policy;
        Scorer = RuledScorer.Under(scorer, policy.Phrases);
        foreach (var entry in Timeline.Entries)
            entry.Forget();
    }

    /// <summary>The policy's own wording that put <paramref name="category"/> on a text; null where the model did.</summary>
    public string? FlaggingPhrase(string text, Category category) => Policy.Phrases.Flag.Count == 0
        ? null
        : Policy.Phrases.Flagging(Normalizer.Normalize(text).Text, category)?.ToString();

    public bool HasEnded => _facts.EndedAt is not null;

    /// <summary>What a store gave is no change.</summary>
    public void MarkStored() => IsOpened = true;

    public CallChanges? TakeChanges()
    {
        if (!IsChanged && !_isIncidentChanged && Fragments.Count == 0 && Rescored.Count == 0 && Moves.Count == 0 && Acts.Count == 0 && Rewritings.Count == 0 && Alerts.ChangeCount == 0)
            return null;
        var changes = new CallChanges(_facts, Fragments, Alerts.TakeChanges(), Moves, Acts, _isIncidentChanged ? _incident : null)
        {
            Rescored = Rescored.Count == 0 ? [] : [.. Rescored.Select(entry => entry.ToScored())],
            Rewritings = Rewritings,
        };
        (Rescored, Rewritings) = ([], []);
        (Fragments, Moves, Acts, IsChanged, _isIncidentChanged) = ([], [], [], false, false);
        return changes;
    }

    public bool IsScored(TimelineEntry entry) => !entry.IsForeign && (entry.Speaker != Speaker.Agent || Policy.ScoreAgent);

    /// <summary>Reads a piece in its window; once, while nothing in the window changes.</summary>
    public WindowAssessment Read(TimelineEntry entry)
    {
        var window = Timeline.WindowOf(entry).ToArray();
        if (entry.Reading is { } known && known.Window.AsSpan().SequenceEqual(window))
            return known.Read;
        var read = Scorer.Assess([.. window.Select(piece => piece.ToPiece())]);
        entry.Reading = (window, read);
        return read;
    }
}
