using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Calls;

/// <summary>An alert as REST and the hubs show it (contract.md, "Results out").</summary>
public sealed record AlertView(
    string Id,
    long Version,
    string IncidentId,
    string CallId,
    string? AgentId,
    string? Team,
    Category Category,
    Target Target,
    Severity Severity,
    Detection Detection,
    WorkState Work,
    string? ClaimedBy,
    float Score,
    string Text,
    IReadOnlyList<Highlight> Highlights,
    IReadOnlyList<string> UtteranceIds,
    long StartMs,
    long EndMs,
    DateTimeOffset RaisedAt,
    string ModelVersion,
    string PolicyVersion)
{
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>A threat of violence that is still being said, and has stood long enough to count before its final.</summary>
    public bool Held { get; init; }

    /// <summary>Of a false alarm: the category that it should have been, or <c>none</c>; null where nobody said.</summary>
    public string? Label { get; init; }
}

/// <summary>A page of alerts; <paramref name="Next"/> is the cursor to go on from, also where the page is empty.</summary>
public sealed record AlertPage(IReadOnlyList<AlertView> Alerts, long Next);

/// <summary>A call on the wall: small, coalesced, whole each time.</summary>
/// <param name="Heat">0 to 1: the worst recent score, weighed by severity, decaying over a minute; the wall's order.</param>
/// <param name="Recent">The same for each of the last customer fragments, oldest first, not decayed: the spark-line.</param>
/// <param name="LastWords">The newest words, redacted, cut to 160 units.</param>
/// <param name="SaidMsAgo">How old the newest words were when they arrived; null where the source gives no times.</param>
public sealed record CallView(
    string CallId,
    string? AgentId,
    string? AgentName,
    string? Team,
    string? Queue,
    DateTimeOffset StartedAt,
    DateTimeOffset LastHeardAt,
    DateTimeOffset? EndedAt,
    CallParty? EndedBy,
    string? EndReason,
    LadderStep Step,
    string? StepRule,
    bool Frozen,
    float Heat,
    IReadOnlyList<float> Recent,
    string? LastWords,
    Speaker LastSpeaker,
    long? SaidMsAgo,
    Severity? PeakSeverity,
    HelpState? Help,
    Banner Banner,
    int OpenAlerts)
{
    /// <summary>Who said that they ended the call; null where only the source told.</summary>
    public string? EndedByName { get; init; }

    /// <summary>Where the ladder stood at the call's end.</summary>
    public LadderStep? EndStep { get; init; }

    /// <summary>Why the call stands on its step, what the next needs and what would lower it; null while it is calm.</summary>
    public LadderReasons? Ladder { get; init; }

    /// <summary>Its source's rhythm, in milliseconds: live and not heard for longer, it is not calm but unheard.</summary>
    public long QuietAfterMs { get; init; }

    /// <summary>Finals in a language that no model reads; they were shown and not scored.</summary>
    public int Unscored { get; init; }

    /// <summary>The newest such language, as the source named it.</summary>
    public string? UnscoredLanguage { get; init; }

    /// <summary>Where messages of the source never came, in the order of the call; the last 30.</summary>
    public IReadOnlyList<GapView> Gaps { get; init; } = [];
}

/// <summary>Messages that never came: their numbers, and when in the call the words after them were said.</summary>
public sealed record GapView(long From, long To, long AtMs)
{
    public long Count => To - From + 1;
}

/// <summary>A fragment in a transcript. Every accepted revision is one, so that replay shows what was shown then.</summary>
public sealed record FragmentView(
    string CallId,
    string UtteranceId,
    int Revision,
    bool IsFinal,
    Speaker Speaker,
    string Text,
    long StartMs,
    long EndMs,
    DateTimeOffset ReceivedAt,
    bool Late,
    IReadOnlyDictionary<Category, float> Scores,
    IReadOnlyList<Category> Categories,
    Severity? Severity,
    Target Target)
{
    /// <summary>As the source named it, or its call did; null where neither said.</summary>
    public string? Language { get; init; }

    /// <summary>No model reads the language: scores of nothing say nothing.</summary>
    public bool Unscored { get; init; }
}

public sealed record AlertChangeView(
    string AlertId,
    long Version,
    DateTimeOffset At,
    Category Category,
    Severity Severity,
    Detection Detection,
    WorkState Work,
    string? By,
    string? Reason);

public sealed record CallActView(DateTimeOffset At, string Kind, string By, string? Detail);

/// <summary>One call whole: facts, each revision, each alert and how it changed, each ladder move, each act.</summary>
public sealed record CallDetail(
    CallView Call,
    IReadOnlyList<FragmentView> Fragments,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<AlertChangeView> AlertChanges,
    IReadOnlyList<LadderMove> Moves,
    IReadOnlyList<CallActView> Acts)
{
    /// <summary>What the call gives supervisors to do; null where nothing happened.</summary>
    public IncidentView? Incident { get; init; }
}
