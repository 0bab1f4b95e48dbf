namespace CivilLine.Escalation;

/// <summary>All that a call changed since it was last asked: one unit of the store's next commit.</summary>
/// <param name="Incident">The call's incident as it now is; null where it did not change.</param>
public sealed record CallChanges(
    CallFacts Facts,
    IReadOnlyList<ScoredFragment> Fragments,
    IReadOnlyList<AlertChange> Alerts,
    IReadOnlyList<LadderMove> Moves,
    IReadOnlyList<ActTaken> Acts,
    IncidentState? Incident = null)
{
    /// <summary>Fragments that were stored before, with the scores they have since something came between them.</summary>
    public IReadOnlyList<ScoredFragment> Rescored { get; init; } = [];

    /// <summary>Utterances that show less from now on, whatever of them is already stored.</summary>
    public IReadOnlyList<Rewriting> Rewritings { get; init; } = [];
}

/// <summary>
/// An utterance's newest text, redacted, after others of it may have been kept: its revision is to read so, and earlier
/// ones, and alerts on it, are to show no number that this does not.
/// </summary>
public sealed record Rewriting(string UtteranceId, int Revision, string Text);

/// <summary>One act, with what an audit asks: from which state, to which, and how long somebody had waited for it.</summary>
public sealed record ActTaken(CallAct Act, DateTimeOffset At)
{
    public string? AlertId { get; init; }
    public WorkState? From { get; init; }
    public WorkState? To { get; init; }

    /// <summary>Of the first look at an incident: how long it had waited.</summary>
    public TimeSpan? SeenAfter { get; init; }

    /// <summary>Of the act that closed an incident: how long it had been open.</summary>
    public TimeSpan? ClosedAfter { get; init; }
}

/// <summary>What a grain needs to go on where the store left off.</summary>
/// <param name="Fragments">The latest accepted revision of each utterance, in order of arrival.</param>
public sealed record CallSnapshot(
    CallFacts Facts, IReadOnlyList<ScoredFragment> Fragments, IReadOnlyList<Alert> Alerts, IncidentState? Incident = null);

public enum OutcomeKind
{
    Accepted,
    Duplicate,
    Rejected,
}

/// <summary>What became of one event or act; code, member and message say what was wrong where it was rejected.</summary>
public readonly record struct Outcome(
    OutcomeKind Kind, string? Code = null, string? Member = null, string? Message = null)
{
    public static readonly Outcome Accepted = new(OutcomeKind.Accepted);
    public static readonly Outcome Duplicate = new(OutcomeKind.Duplicate);

    public static Outcome Rejected(string code, string? member, string message) =>
        new(OutcomeKind.Rejected, code, member, message);
}
