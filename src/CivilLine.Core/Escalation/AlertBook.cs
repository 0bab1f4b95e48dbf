namespace CivilLine.Escalation;

/// <summary>A call's alerts as they stand, and what changed since it was last asked.</summary>
internal sealed class AlertBook
{
    private readonly List<Alert> _alerts = [];
    private List<AlertChange> _changes = [];

    public AlertBook(IEnumerable<Alert> alerts) => _alerts.AddRange(alerts);

    public IReadOnlyList<Alert> All => _alerts;

    public int ChangeCount => _changes.Count;

    /// <summary>Grows with every change.</summary>
    public int Revision { get; private set; }

    public bool HasProvisional => _alerts.Exists(alert => alert.Detection == Detection.Provisional);

    public Alert? Find(string id) => _alerts.FindLast(alert => alert.Id == id);

    public List<Alert> Provisional() => _alerts.FindAll(alert => alert.Detection == Detection.Provisional);

    /// <returns>Whether anything that is shown changed.</returns>
    public bool Put(Alert alert, DateTimeOffset now, string? by = null, string? reason = null)
    {
        var at = _alerts.FindIndex(held => held.Id == alert.Id);
        var was = at >= 0 ? _alerts[at].Detection : (Detection?)null;
        if (at >= 0 && LooksAlike(_alerts[at], alert))
            return false;
        if (at >= 0)
            _alerts[at] = alert;
        else
            _alerts.Add(alert);
        _changes.Add(new AlertChange(alert, now, by, reason) { Was = was });
        Revision++;
        return true;
    }

    /// <summary>
    /// Takes out of every alert on these utterances, those withdrawn too, what they no longer show, and out of what waits to
    /// be kept.
    /// </summary>
    /// <param name="shown">An utterance's text as it is now; null where it is no longer held.</param>
    public void Redact(ICollection<string> utteranceIds, Func<string, string?> shown, DateTimeOffset now)
    {
        for (var i = 0; i < _changes.Count; i++)
        {
            if (_changes[i].Alert.UtteranceIds.Any(utteranceIds.Contains))
                _changes[i] = _changes[i] with { Alert = Redacted(_changes[i].Alert, shown) };
        }

        for (var i = 0; i < _alerts.Count; i++)
        {
            if (!_alerts[i].UtteranceIds.Any(utteranceIds.Contains))
                continue;
            var redacted = Redacted(_alerts[i], shown);
            if (redacted.Text == _alerts[i].Text)
                continue;
            _alerts[i] = redacted;
            _changes.Add(new AlertChange(redacted, now, Reason: AlertChange.Redacted));
            Revision++;
        }
    }

    private static Alert Redacted(Alert alert, Func<string, string?> shown)
    {
        var shownNow = string.Join(' ', alert.UtteranceIds.Select(shown));
        return RedactedAlert.Of(alert.Text, alert.Highlights, shownNow) is { } redacted
            ? alert with { Text = redacted.Text, Highlights = redacted.Highlights }
            : alert;
    }

    public IReadOnlyList<AlertChange> TakeChanges()
    {
        if (_changes.Count == 0)
            return [];
        var taken = _changes;
        _changes = [];
        return taken;
    }

    private static bool LooksAlike(Alert one, Alert other) =>
        (one.Category, one.Target, one.Severity, one.Detection, one.Text)
            == (other.Category, other.Target, other.Severity, other.Detection, other.Text)
        && (one.Team, one.AgentId) == (other.Team, other.AgentId)
        && (one.Work, one.ClaimedBy, one.SnoozedUntil, one.Label) == (other.Work, other.ClaimedBy, other.SnoozedUntil, other.Label)
        && (one.IsHeld, one.PlainSince, one.Revisions, one.IsRepeated) == (other.IsHeld, other.PlainSince, other.Revisions, other.IsRepeated)
        // While it is said, an end that moves with every word is no news.
        && (one.Detection == Detection.Provisional || (one.StartMs, one.EndMs) == (other.StartMs, other.EndMs))
        && one.UtteranceIds.SequenceEqual(other.UtteranceIds);
}
