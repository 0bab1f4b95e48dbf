using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>Raises, confirms and withdraws: one alert for one saying, whatever the number of pieces it came in.</summary>
internal sealed class AlertDesk(CallState call, Conduct conduct)
{
    /// <summary>Takes a reading of a piece into account; also of an old piece that a straggler or correction changed.</summary>
    public void Consider(TimelineEntry entry, WindowAssessment read, DateTimeOffset now)
    {
        var finding = Finding.Of(read.Assessment, call.Policy);
        if (finding is { Alerts: true } found)
            Raise(entry, read, found, now);
        else if (Foreseen(entry) is { } feared)
            Raise(entry, feared.Read, feared.Finding, now);
        else if (entry.IsFinal)
            Clear(entry, now);
        if (!entry.IsFinal)
            return;
        WithdrawSuperseded(entry, read, now);
        ConfirmBefore(entry, now);
    }

    /// <summary>"i'm going to kill …": the next word may make it a threat, and nobody should wait for it.</summary>
    private (WindowAssessment Read, Finding Finding)? Foreseen(TimelineEntry entry) =>
        !call.HasEnded
        && call.Alerts.Covering(entry.Id) is not { Detection: Detection.Confirmed }
        && call.Scorer.Foresee(entry.ToPiece()) is { } read
        && Finding.Of(read.Assessment, call.Policy) is { Alerts: true } found
            ? (read, found)
            : null;

    /// <summary>The final says otherwise than its interims did.</summary>
    public void Clear(TimelineEntry entry, DateTimeOffset now)
    {
        if (call.Alerts.Covering(entry.Id) is not { } alert || alert.Detection == Detection.Withdrawn)
            return;
        // Only what came before is read again, so that each reading looks at less than the one that asked for it.
        var before = alert.UtteranceIds.TakeWhile(id => id != entry.Id).LastOrDefault();
        if (before is not null && call.Timeline.Find(before) is { } earlier)
        {
            var read = call.Assess(earlier);
            if (Finding.Of(read.Assessment, call.Policy) is { Alerts: true } found)
            {
                Raise(earlier, read, found, now);
                return;
            }
        }

        Withdraw(alert, now);
    }

    /// <summary>Gives what was raised before the source said whose call it is to that agent and to that team's supervisors.</summary>
    public void Place(DateTimeOffset now)
    {
        var (agent, team) = (call.Facts.AgentId, call.Facts.Team);
        foreach (var alert in call.Alerts.All.Where(alert => alert.AgentId != agent || alert.Team != team).ToList())
            call.Alerts.Put(alert with { AgentId = agent, Team = team }, now);
    }

    /// <summary>The other side took its turn: what was left open is said.</summary>
    public void ConfirmAtTurn(TimelineEntry turn, DateTimeOffset now)
    {
        foreach (var alert in call.Alerts.Provisional())
        {
            if (LastOf(alert) is { IsFinal: true } last && last.Speaker != turn.Speaker && last.IsBefore(turn))
                Decide(alert, last, now);
        }
    }

    public void ConfirmAtEnd(DateTimeOffset now)
    {
        foreach (var alert in call.Alerts.Provisional())
        {
            var last = LastOf(alert);
            if (last is not { IsFinal: false })
                Decide(alert, last, now);
        }
    }

    /// <summary>Decides what has been held long enough.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var alert in call.Alerts.Provisional())
        {
            var last = LastOf(alert);
            var next = last is { IsFinal: true } ? call.Timeline.After(last).FindLast(piece => !piece.IsFinal) : null;
            if (last is not null && now < DueAt(last, next))
                continue;
            if (next is not null && call.Assess(next).Superseded.Contains(last!.Id))
                Withdraw(alert, now);
            else
                Decide(alert, last, now);
        }
    }

    private DateTimeOffset DueAt(TimelineEntry last, TimelineEntry? next) =>
        last.IsFinal ? (next ?? last).ReceivedAt + call.Policy.OpenHold : last.ReceivedAt + call.Policy.InterimHold;

    private void Raise(TimelineEntry entry, WindowAssessment read, Finding found, DateTimeOffset now)
    {
        var same = call.Alerts.Covering(entry.Id);
        same ??= call.Alerts.Touching(read.UtteranceIds, Detection.Provisional);
        if (same is null or { Detection: Detection.Withdrawn })
            same = ReadAgain(read) ?? same;
        var ids = read.UtteranceIds;
        if (Beside(same, ids) is { } other)
        {
            // Some of the words were alerted already: only what is new in the rest is another alert.
            var rest = call.Timeline.WindowOf(entry).FindAll(piece => ids.Contains(piece.Id) && !IsTaken(piece.Id, same, ids));
            var alone = call.Scorer.Assess([.. rest.Select(piece => piece.ToPiece())]);
            if (Finding.Of(alone.Assessment, call.Policy) is { Alerts: true } own)
            {
                (read, ids, found) = (alone, alone.UtteranceIds, own);
            }
            else if (found.Severity > other.Severity)
            {
                ids = [.. rest.Select(piece => piece.Id)];
            }
            else
            {
                if (entry.IsFinal)
                    Clear(entry, now);
                return;
            }
        }

        var target = same ?? Unused(entry, ids, now) ?? New(AlertIds.Alert(call.Facts.CallId, ids[0]), found, now);
        foreach (var inside in call.Alerts.Provisional().Where(alert => alert.Id != target.Id && alert.UtteranceIds.All(ids.Contains)))
            Withdraw(inside, now);
        Update(target, entry, read, ids, found, now);
    }

    /// <summary>
    /// An alert on words that the joined text reads otherwise, and alerts on all the same: "hostility and swearing" became
    /// swearing alone. It is carried on, where taking it back would lose what still stands.
    /// </summary>
    private Alert? ReadAgain(WindowAssessment read) => read.Superseded.Count == 0 ? null : call.Alerts.All.LastOrDefault(alert =>
        alert.Detection == Detection.Confirmed && alert.UtteranceIds.All(id => read.Superseded.Contains(id) && read.UtteranceIds.Contains(id)));

    /// <summary>Another alert that keeps some of these utterances; one that lies wholly inside them will give way.</summary>
    private Alert? Beside(Alert? same, IReadOnlyList<string> ids) => call.Alerts.All.LastOrDefault(alert => Keeps(alert, same, ids));

    private bool IsTaken(string utteranceId, Alert? same, IReadOnlyList<string> ids) =>
        call.Alerts.All.Any(alert => Keeps(alert, same, ids) && alert.UtteranceIds.Contains(utteranceId));

    private static bool Keeps(Alert alert, Alert? same, IReadOnlyList<string> ids) =>
        alert.Id != same?.Id && alert.Detection != Detection.Withdrawn && alert.UtteranceIds.Any(ids.Contains)
        && (alert.Detection == Detection.Confirmed || !alert.UtteranceIds.All(ids.Contains));

    /// <summary>
    /// The alert of an earlier reading that was taken back and is wanted again. Null where the first utterance never named one.
    /// </summary>
    private Alert? Unused(TimelineEntry entry, IReadOnlyList<string> ids, DateTimeOffset now)
    {
        var callId = call.Facts.CallId;
        var held = call.Alerts.Find(AlertIds.Alert(callId, ids[0]));
        if (held is null or { Detection: Detection.Withdrawn })
            return held;
        // The name is in use by an alert that has moved on to later words.
        for (var again = 2; ; again++)
        {
            var id = AlertIds.Alert(callId, $"{entry.Id}\n{again}");
            if (call.Alerts.Find(id) is not { Detection: not Detection.Withdrawn })
                return call.Alerts.Find(id) ?? held with { Id = id, Detection = Detection.Provisional, Work = WorkState.Open, ClaimedBy = null, SnoozedUntil = null, Label = null, RaisedAt = now };
        }
    }

    private Alert New(string id, Finding found, DateTimeOffset now) => new()
    {
        Id = id,
        IncidentId = AlertIds.Incident(call.Facts.CallId),
        CallId = call.Facts.CallId,
        AgentId = call.Facts.AgentId,
        Team = call.Facts.Team,
        Category = found.Category,
        Severity = found.Severity,
        Text = "",
        RaisedAt = now,
        ModelVersion = call.ModelVersion,
        PolicyVersion = call.Policy.Version,
    };

    private void Update(
        Alert alert, TimelineEntry entry, WindowAssessment read, IReadOnlyList<string> utteranceIds, Finding found, DateTimeOffset now)
    {
        var isSaid = entry.IsFinal && (!read.IsOpen || call.HasEnded);
        var first = call.Timeline.Find(utteranceIds[0]) ?? entry;
        Put(
            alert,
            alert with
            {
                Category = found.Category,
                Target = found.Target,
                Severity = Repeated(found.Severity, alert),
                Score = found.Score,
                Detection = isSaid || alert.Detection == Detection.Confirmed ? Detection.Confirmed : Detection.Provisional,
                Text = read.Joined.Shown,
                Highlights = Highlights(alert, read.Joined, found.Category),
                PolicyVersion = call.Policy.Version,
                UtteranceIds = utteranceIds,
                StartMs = first.StartMs,
                EndMs = Math.Max(entry.EndMs, first.EndMs),
            },
            now);
    }

    /// <summary>Asked of the model only where there is something new to explain: an encoder is run once for each word.</summary>
    private IReadOnlyList<Highlight> Highlights(Alert alert, NormalizedText text, Category category) =>
        alert.Text == text.Shown && alert.Category == category ? alert.Highlights : call.Scorer.Scorer.Explain(text, category);

    private Severity Repeated(Severity severity, Alert alert)
    {
        var policy = call.Policy;
        if (severity >= policy.RepetitionCeiling)
            return severity;
        var before = call.Alerts.All.Count(other =>
            other.Id != alert.Id && other.Detection == Detection.Confirmed && other.Work != WorkState.Dismissed
            && other.RaisedAt <= alert.RaisedAt && other.RaisedAt > alert.RaisedAt - policy.RepetitionWindow);
        return before >= policy.RepetitionAfter ? severity + 1 : severity;
    }

    private void WithdrawSuperseded(TimelineEntry entry, WindowAssessment read, DateTimeOffset now)
    {
        foreach (var id in read.Superseded)
        {
            if (call.Alerts.Covering(id) is { } alert && alert.Detection != Detection.Withdrawn
                && !alert.UtteranceIds.Contains(entry.Id) && alert.UtteranceIds.All(read.Superseded.Contains))
                Withdraw(alert, now);
        }
    }

    private void ConfirmBefore(TimelineEntry entry, DateTimeOffset now)
    {
        foreach (var alert in call.Alerts.Provisional())
        {
            if (LastOf(alert) is { IsFinal: true } last && last != entry && last.Speaker == entry.Speaker && last.IsBefore(entry))
                Decide(alert, last, now);
        }
    }

    private TimelineEntry? LastOf(Alert alert) => call.Timeline.Find(alert.UtteranceIds[^1]);

    /// <summary>Nothing more comes: what was said carries the alert, or it was only feared.</summary>
    private void Decide(Alert alert, TimelineEntry? last, DateTimeOffset now)
    {
        if (last is null || Finding.Of(call.Assess(last).Assessment, call.Policy) is { Alerts: true })
            Confirm(alert, now);
        else
            Withdraw(alert, now);
    }

    private void Confirm(Alert alert, DateTimeOffset now) => Put(alert, alert with { Detection = Detection.Confirmed }, now);

    private void Withdraw(Alert alert, DateTimeOffset now) => Put(alert, alert with { Detection = Detection.Withdrawn }, now);

    private void Put(Alert before, Alert after, DateTimeOffset now)
    {
        if (!call.Alerts.Put(after, now))
            return;
        if (after.Detection == Detection.Confirmed && before.Detection != Detection.Confirmed)
            conduct.Confirmed(after, now);
        else if (after.Detection == Detection.Withdrawn && before.Detection == Detection.Confirmed && before.Work != WorkState.Dismissed)
            conduct.Retracted(before, "withdrawn", now);
    }
}
