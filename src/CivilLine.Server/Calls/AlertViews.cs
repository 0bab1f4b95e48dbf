using CivilLine.Escalation;

namespace CivilLine.Calls;

internal static class AlertViews
{
    public static AlertView Of(Alert alert, long version) => new(
        alert.Id, version, alert.IncidentId, alert.CallId, alert.AgentId, alert.Team, alert.Category, alert.Target,
        alert.Severity, alert.Detection, alert.Work, alert.ClaimedBy, alert.Score, alert.Text, alert.Highlights,
        alert.UtteranceIds, alert.StartMs, alert.EndMs, alert.RaisedAt, alert.ModelVersion, alert.PolicyVersion)
    {
        SnoozedUntil = alert.SnoozedUntil,
        Label = alert.Label,
        Held = alert.IsHeld,
    };
}
