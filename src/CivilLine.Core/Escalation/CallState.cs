using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>What the parts of a call's monitor share: the call as it stands and what changed since it was last asked.</summary>
internal sealed class CallState(CallFacts facts, IEnumerable<Alert> alerts, WindowScorer scorer, Policy policy, IncidentState? incident = null)
{
    private CallFacts _facts = facts;
    private IncidentState? _incident = incident;
    private bool _isIncidentChanged;

    public WindowScorer Scorer => scorer;
    public Policy Policy => policy;
    public string ModelVersion => scorer.Scorer.Model.Version;
    public CallTimeline Timeline { get; } = new();
    public AlertBook Alerts { get; } = new(alerts);
    public List<ScoredFragment> Fragments { get; private set; } = [];
    public List<LadderMove> Moves { get; private set; } = [];
    public List<ActTaken> Acts { get; private set; } = [];
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

    public bool HasEnded => _facts.EndedAt is not null;

    /// <summary>What a store gave is no change.</summary>
    public void MarkStored() => IsOpened = true;

    public CallChanges? TakeChanges()
    {
        if (!IsChanged && !_isIncidentChanged && Fragments.Count == 0 && Moves.Count == 0 && Acts.Count == 0 && Alerts.ChangeCount == 0)
            return null;
        var changes = new CallChanges(_facts, Fragments, Alerts.TakeChanges(), Moves, Acts, _isIncidentChanged ? _incident : null);
        (Fragments, Moves, Acts, IsChanged, _isIncidentChanged) = ([], [], [], false, false);
        return changes;
    }

    public WindowAssessment Assess(TimelineEntry entry) =>
        scorer.Assess([.. Timeline.WindowOf(entry).Select(piece => piece.ToPiece())]);
}
