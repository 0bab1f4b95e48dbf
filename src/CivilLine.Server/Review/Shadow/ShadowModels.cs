using CivilLine.Review.WhatIf;
using CivilLine.Scoring;

namespace CivilLine.Review.Shadow;

/// <param name="MovedUp">To a higher severity; <paramref name="MovedDown"/> to a lower; <paramref name="Renamed"/> to another category alone.</param>
public sealed record ShadowCounts(long Same, long Gained, long Lost, long MovedUp, long MovedDown, long Renamed);

/// <summary>Alerts by what the second model makes of them; those that it loses, by what the first does.</summary>
public sealed record ShadowRow(Category Category, Severity Severity, ShadowCounts Counts);

/// <summary>Where to look for a difference; the words themselves stay with the call.</summary>
/// <param name="Before">Of the model in force; null where the alert was gained. <paramref name="After"/> of the second.</param>
public sealed record ShadowExample(
    WhatIfChange Change, string CallId, string? Team, string UtteranceId, long StartMs, DateTimeOffset At, WhatIfSide? Before, WhatIfSide? After);

/// <summary>What the second model has heard and decided otherwise since the server started.</summary>
/// <param name="Model">Null where none is set; all else is empty then.</param>
/// <param name="Calls">Calls that are over and counted.</param>
/// <param name="Following">Calls that it hears now.</param>
/// <param name="Scored">Final fragments; <paramref name="Dropped"/> were left out because it was behind.</param>
/// <param name="Waiting">Turns, at most <paramref name="Limit"/>.</param>
/// <param name="Examples">The newest first, of the viewer's teams.</param>
public sealed record ShadowView(
    string? Model, string? ThresholdsHash, string Active, DateTimeOffset? Since, long Calls, int Following, long Scored, long Dropped,
    int Waiting, int Limit, IReadOnlyList<ShadowRow> Rows, IReadOnlyList<ShadowExample> Examples);
