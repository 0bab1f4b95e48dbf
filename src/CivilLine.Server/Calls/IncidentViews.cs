using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Store;

namespace CivilLine.Calls;

/// <summary>All that one call gives to do, as REST, hubs and webhooks show it.</summary>
/// <param name="Version">From the same count as alerts' versions, renewed on every change: keep the highest.</param>
/// <param name="Severity">The worst of the alerts that stand; null where a call for help is all there is.</param>
/// <param name="Count">Alerts that were neither withdrawn nor dismissed; <paramref name="OpenCount"/> of them are not resolved.</param>
/// <param name="Stands">False where all that it was about was taken back: show it no more.</param>
/// <param name="WaitingSince">Since when nobody has looked; null where somebody has.</param>
/// <param name="Escalation">How often it escalated while it waited.</param>
/// <param name="DueAt">When it escalates or wakes next, if nobody does anything.</param>
public sealed record IncidentView(
    string Id,
    long Version,
    string CallId,
    string? AgentId,
    string? AgentName,
    string? Team,
    DateTimeOffset? CallEndedAt,
    Severity? Severity,
    IReadOnlyList<Category> Categories,
    int Count,
    int OpenCount,
    bool Stands,
    HelpState? Help,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    WorkState Work,
    string? ClaimedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? SnoozedUntil,
    int Escalation,
    DateTimeOffset? EscalatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? Reason,
    string? RootCause,
    string? RootCauseNote);

internal static class IncidentViews
{
    public static IncidentView Of(IncidentState incident, long version, string? agentName = null) => new(
        incident.Id, version, incident.CallId, incident.AgentId, agentName, incident.Team, incident.CallEndedAt,
        incident.Severity, [.. incident.Categories], incident.Count, incident.OpenCount, incident.Stands, incident.Help,
        incident.FirstAt, incident.LastAt, incident.Work, incident.ClaimedBy, incident.OpenedAt, incident.WaitingSince,
        incident.SnoozedUntil, incident.Escalation, incident.EscalatedAt, incident.DueAt, incident.ClosedAt, incident.ClosedBy,
        incident.Reason, incident.RootCause, incident.RootCauseNote);

    public static IncidentView Of(IncidentRow row, string? agentName = null) =>
        Of(StoreJson.Incident(row.State), row.Version, agentName);
}
