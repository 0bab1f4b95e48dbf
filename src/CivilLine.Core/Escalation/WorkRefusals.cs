using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>Why an act on an alert or incident is not taken, with who or what stands against it.</summary>
internal static class WorkRefusals
{
    private static readonly TimeSpan ShortestSnooze = TimeSpan.FromMinutes(1);

    public static Outcome? Of(WorkAct act, Alert? alert, IncidentState incident, WorkRules rules, DateTimeOffset now) =>
        WhatIsSaid(act, rules, now) ?? WhereItStands(act, alert, incident);

    /// <summary>A person's id decides; where a caller has none, its name.</summary>
    public static bool IsOwner(CallAct act, IncidentState incident) =>
        act.ById is not null && incident.ClaimedById is not null ? act.ById == incident.ClaimedById : act.By == incident.ClaimedBy;

    private static Outcome? WhatIsSaid(WorkAct act, WorkRules rules, DateTimeOffset now)
    {
        if (AlertWork.IsClosed(act.Work) && string.IsNullOrWhiteSpace(act.Reason))
            return Outcome.Rejected("required", "reason", $"a reason is required to {(act.Work == WorkState.Resolved ? "resolve" : "dismiss")} an alert");
        if (act is WorkOnAlert { Work: WorkState.Open })
            return Outcome.Rejected("not-allowed", "work", "an alert is opened by what was said, not by hand; an incident can be released");
        if (act.Work == WorkState.Snoozed && act.Until is { } until && (until < now + ShortestSnooze || until > now + rules.LongestSnooze))
            return Outcome.Rejected("invalid", "until", $"'until' must be 1 to {rules.LongestSnooze.TotalMinutes:0.#} minutes from now");
        if (act.Label is { } label && label != "none" && !HeadNames.TryParse(label, out _))
            return Outcome.Rejected("invalid", "label", $"'label' must be one of none, {string.Join(", ", HeadNames.Categories)}");
        if (act.RootCause is { } cause && !rules.RootCauses.Contains(cause))
            return Outcome.Rejected("invalid", "rootCause", $"'rootCause' must be one of {string.Join(", ", rules.RootCauses)}");
        return null;
    }

    private static Outcome? WhereItStands(WorkAct act, Alert? alert, IncidentState incident)
    {
        var (what, work) = alert is null ? ($"incident '{incident.Id}'", incident.Work) : ($"alert '{alert.Id}'", alert.Work);
        if (AlertWork.IsClosed(work) && work != act.Work)
            return Outcome.Rejected("conflict", "id", $"{what} is already {(work == WorkState.Resolved ? "resolved" : "dismissed")}");
        if (alert is null && AlertWork.IsClosed(act.Work) && incident.Help is { AnsweredAt: null })
            return Outcome.Rejected("conflict", "help", "the agent's call for help has not been answered");
        // To look at what another has claimed takes nothing from them.
        if (incident is { Work: WorkState.Claimed, ClaimedBy: { } owner } && act.Work != WorkState.Acknowledged && !act.TakeOver && !IsOwner(act, incident))
            return Outcome.Rejected("conflict", "claimedBy", $"{what} is already claimed by {owner}; to take it over, say so with 'takeOver'");
        return null;
    }
}
