using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>
/// Makes an alert worse that repeats what the call has had often enough. Counted in the order in which things were said, and
/// again whenever one of them comes or goes, so that it does not matter in which order they were heard.
/// </summary>
internal sealed class AlertGrades(CallState call, Conduct conduct)
{
    // A policy that comes back finds the alerts it decided, which may repeat others since.
    private (int Alerts, Policy? Policy) _counted = (-1, null);

    public void Grade(DateTimeOffset now)
    {
        if (_counted.Alerts == call.Alerts.Revision && ReferenceEquals(_counted.Policy, call.Policy))
            return;
        foreach (var alert in call.Alerts.All.Where(IsGraded).OrderBy(alert => alert.StartMs).ToList())
        {
            var graded = Graded(alert);
            if (graded.Severity != alert.Severity && call.Alerts.Put(graded, now))
                conduct.Regraded();
        }

        _counted = (call.Alerts.Revision, call.Policy);
    }

    /// <summary>What a person has closed, or another policy decided, stays as it was.</summary>
    private bool IsGraded(Alert alert) => alert.Detection != Detection.Withdrawn && !AlertWork.IsClosed(alert.Work)
        && alert.PolicyVersion == call.Policy.Version;

    public Alert Graded(Alert alert)
    {
        if (!IsGraded(alert))
            return alert;
        var own = alert.IsRepeated ? alert.Severity - 1 : alert.Severity;
        var isRepeated = own < call.Policy.RepetitionCeiling && Earlier(alert) >= call.Policy.RepetitionAfter;
        return alert with { Severity = isRepeated ? own + 1 : own, IsRepeated = isRepeated };
    }

    private int Earlier(Alert alert)
    {
        var since = alert.StartMs - call.Policy.RepetitionWindow.TotalMilliseconds;
        return call.Alerts.All.Count(other =>
            other.Id != alert.Id && other.Detection == Detection.Confirmed && other.Work != WorkState.Dismissed
            && other.StartMs > since && IsBefore(other, alert));
    }

    private static bool IsBefore(Alert one, Alert other) => one.StartMs != other.StartMs
        ? one.StartMs < other.StartMs
        : (one.EndMs, string.CompareOrdinal(one.UtteranceIds[0], other.UtteranceIds[0])).CompareTo((other.EndMs, 0)) < 0;
}
