using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Review.WhatIf;

/// <param name="Search">Which calls, as the query of <c>GET /api/v1/review/calls</c>; empty for all.</param>
/// <param name="Policy">A policy document (YAML); null for the one in force.</param>
/// <param name="Model">One of the choices; null for the active one.</param>
internal sealed record WhatIfRequest(string? Search, string? Policy, string? Model);

public enum WhatIfState
{
    Waiting,
    Running,
    Done,
    Cancelled,
    Failed,
}

public enum WhatIfChange
{
    Gained,
    Lost,

    /// <summary>The same words at another severity; where only the category differs the severity is the same twice.</summary>
    Moved,
}

public sealed record WhatIfSide(Category Category, Severity Severity, float Score);

/// <summary>One alert that would be other than it is.</summary>
/// <param name="Before">Null where it was gained; <paramref name="After"/> where it was lost.</param>
public sealed record WhatIfExample(
    WhatIfChange Change, string CallId, string? Team, DateTimeOffset StartedAt, string UtteranceId, long StartMs, string Text,
    WhatIfSide? Before, WhatIfSide? After);

/// <param name="MovedUp">Of those moved, how many to a higher severity; <paramref name="MovedDown"/> to a lower.</param>
public sealed record WhatIfCounts(int Before, int After, int Gained, int Lost, int MovedUp, int MovedDown, int Renamed);

/// <summary>How many calls get as far as a step and no further, now and then.</summary>
public sealed record WhatIfStep(LadderStep Step, int Before, int After);

/// <param name="Total">Calls to decide again; the newest, where more fit than may be.</param>
/// <param name="Failed">Calls that could not be decided again; they are in no count.</param>
public sealed record WhatIfView(
    string Id, WhatIfState State, string By, DateTimeOffset At, DateTimeOffset? DoneAt, string Search, string PolicyBefore, string PolicyAfter,
    string ModelBefore, string ModelAfter, int Done, int Total, int Failed, bool IsCut, string? Problem, WhatIfCounts Counts,
    IReadOnlyDictionary<Category, WhatIfCounts> Categories, IReadOnlyList<WhatIfStep> Steps, IReadOnlyList<WhatIfExample> Examples);

internal sealed record WhatIfRuns(IReadOnlyList<WhatIfView> Runs);

internal sealed record ModelChoice(string Name, bool IsActive);

internal sealed record WhatIfChoices(IReadOnlyList<ModelChoice> Models, string Policy);
