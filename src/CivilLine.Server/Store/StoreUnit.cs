using System.Diagnostics;
using CivilLine.Calls;
using CivilLine.Escalation;

namespace CivilLine.Store;

/// <summary>What one call asks to be made durable together.</summary>
/// <param name="CallKey">The call's row; 0 where the call is new and this unit opens it.</param>
/// <param name="View">The call as the wall shows it once this unit is durable.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider.GetTimestamp"/> of when its first event came in.</param>
internal sealed record StoreUnit(
    long CallKey, string OwnerKeyId, CallChanges Changes, CallView View, long ReceivedAt,
    ActivityContext Trace = default);

/// <summary>What became of a unit. Only <see cref="Durable"/> may be acknowledged.</summary>
/// <param name="CallKey">The call's row, also where the unit opened it.</param>
internal readonly record struct StoreResult(bool Durable, long CallKey)
{
    public static readonly StoreResult Busy;
}

/// <summary>A unit after its commit: the alerts with the versions they were given, the call as it now is.</summary>
/// <param name="Alerts">Every change of an alert, in version order; one alert may come more than once.</param>
/// <param name="Incident">The call's incident as it now is; null where it did not change.</param>
internal sealed record CommittedUnit(
    long CallKey,
    CallView View,
    IReadOnlyList<ScoredFragment> Fragments,
    IReadOnlyList<AlertView> Alerts,
    long ReceivedAt,
    ActivityContext Trace = default,
    IncidentView? Incident = null,
    IReadOnlyList<ActTaken>? Acts = null)
{
    /// <summary>The key whose source brings this call.</summary>
    public required string OwnerKeyId { get; init; }

    /// <summary>Fragments of earlier units, with the scores they have since something came between them.</summary>
    public IReadOnlyList<ScoredFragment> Rescored { get; init; } = [];

    /// <summary>The same changes as <see cref="Alerts"/>, with how each was detected before.</summary>
    public IReadOnlyList<AlertChange> AlertChanges { get; init; } = [];

    /// <summary>Fragments that were stored with words which are redacted now, as they now are.</summary>
    public IReadOnlyList<FragmentView> Rewritten { get; init; } = [];
}
