using CivilLine.Calls;
using CivilLine.Escalation;

namespace CivilLine.Store;

/// <summary>An alert's row, read back.</summary>
internal static class StoredAlerts
{
    public static Alert Alert(AlertRow row) => new()
    {
        Id = row.Id,
        IncidentId = row.IncidentId,
        CallId = row.CallId,
        AgentId = row.AgentId,
        Team = row.Team,
        Category = row.Category,
        Target = row.Target,
        Severity = row.Severity,
        Detection = row.Detection,
        Work = row.Work,
        ClaimedBy = row.ClaimedBy,
        SnoozedUntil = row.SnoozedUntil,
        Label = row.Label,
        Score = row.Score,
        Text = row.Text,
        Highlights = StoreJson.Highlights(row.Highlights),
        UtteranceIds = StoreJson.Ids(row.UtteranceIds),
        StartMs = row.StartMs,
        EndMs = row.EndMs,
        RaisedAt = row.RaisedAt,
        ModelVersion = row.ModelVersion,
        PolicyVersion = row.PolicyVersion,
        IsHeld = row.IsHeld,
        PlainSince = row.PlainSince,
        Revisions = row.Revisions,
        IsRepeated = row.IsRepeated,
    };

    public static AlertView View(AlertRow row) => AlertViews.Of(Alert(row), row.Version);
}
