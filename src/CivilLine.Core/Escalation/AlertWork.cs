namespace CivilLine.Escalation;

/// <summary>What people do about alerts.</summary>
internal sealed class AlertWork(CallState call, Conduct conduct)
{
    public Outcome Apply(WorkOnAlert act, DateTimeOffset now)
    {
        if (call.Alerts.Find(act.AlertId) is not { } alert)
            return Outcome.Rejected("not-found", "alertId", $"call '{call.Facts.CallId}' has no alert '{act.AlertId}'");
        if (Refusal(alert, act) is { } refusal)
            return refusal;
        if (alert.Work == act.Work || (act.Work == WorkState.Acknowledged && alert.Work == WorkState.Claimed))
            return Outcome.Duplicate;
        var worked = alert with { Work = act.Work, ClaimedBy = act.Work == WorkState.Claimed ? act.By : alert.ClaimedBy };
        call.Alerts.Put(worked, now, act.By, act.Reason);
        if (act.Work == WorkState.Dismissed && alert.Detection == Detection.Confirmed)
            conduct.Retracted(alert, "dismissed", now, act.By);
        return Outcome.Accepted;
    }

    private static Outcome? Refusal(Alert alert, WorkOnAlert act) => act.Work switch
    {
        WorkState.Open => Outcome.Rejected("not-allowed", "work", "an alert is opened by what was said, not by hand"),
        WorkState.Resolved or WorkState.Dismissed when string.IsNullOrWhiteSpace(act.Reason) =>
            Outcome.Rejected("required", "reason", $"a reason is required to {(act.Work == WorkState.Resolved ? "resolve" : "dismiss")} an alert"),
        WorkState.Claimed when alert.ClaimedBy is { } owner && owner != act.By =>
            Outcome.Rejected("conflict", "alertId", $"alert '{alert.Id}' is already claimed by {owner}"),
        _ when IsClosed(alert.Work) && alert.Work != act.Work =>
            Outcome.Rejected("conflict", "alertId", $"alert '{alert.Id}' is already {(alert.Work == WorkState.Resolved ? "resolved" : "dismissed")}"),
        _ => null,
    };

    public static bool IsClosed(WorkState work) => work is WorkState.Resolved or WorkState.Dismissed;
}
