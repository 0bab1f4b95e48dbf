using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>
/// Shows what is said as alerts: raises, confirms, withdraws; one alert for one saying, whatever the number of pieces and the
/// order in which they came. The timeline decides what alerts; arrival decides only when it was seen, under which id, and
/// what was shown for a while and taken back.
/// </summary>
internal sealed class AlertDesk(CallState call, Conduct conduct)
{
    private readonly SayingReader _sayings = new(call);
    private readonly AlertGrades _grades = new(call, conduct);

    /// <summary>Takes a piece into account, and whatever it changes in the reading of others.</summary>
    public void Hear(TimelineEntry entry, TimelineEntry? replaced, DateTimeOffset now)
    {
        var heard = new Heard(entry);
        heard.Know(replaced?.Sayings);
        if (replaced is not null)
            call.Rescored.Remove(replaced);
        // A new last piece changes nothing of those before it.
        List<TimelineEntry> others = replaced is null && call.Timeline.Entries[^1] == entry ? [] : Beside(entry, replaced, heard);
        if (call.IsScored(entry))
        {
            Read(entry, heard);
            heard.Superseded = call.Read(entry).Superseded;
        }

        foreach (var other in others)
            Read(other, heard);
        foreach (var before in heard.Befores)
            heard.Ends.Add(_sayings.EndOf(before));
        Show(heard, now);
        Settle(now);
    }

    /// <summary>Reads all again: the call turned out to be another team's, or in another language.</summary>
    public void HearAgain(DateTimeOffset now)
    {
        var heard = new Heard(null);
        foreach (var entry in call.Timeline.Entries)
            entry.Forget();
        foreach (var entry in call.Timeline.Entries)
        {
            heard.Ids.Add(entry.Id);
            if (call.IsScored(entry))
                Read(entry, heard);
        }

        Show(heard, now);
        Settle(now);
    }

    /// <summary>Gives what was raised before the source said whose call it is to that agent and to that team's supervisors.</summary>
    public void Place(DateTimeOffset now)
    {
        var (agent, team) = (call.Facts.AgentId, call.Facts.Team);
        foreach (var alert in call.Alerts.All.Where(alert => alert.AgentId != agent || alert.Team != team).ToList())
            call.Alerts.Put(alert with { AgentId = agent, Team = team }, now);
    }

    /// <summary>Decides what nothing more is waited for, and what has been held long enough.</summary>
    /// <param name="isEnd">The call ends here.</param>
    public void Settle(DateTimeOffset now, bool isEnd = false)
    {
        foreach (var alert in call.Alerts.Provisional())
        {
            var last = LastOf(alert);
            var isEnded = isEnd || call.HasEnded;
            var next = last is { IsFinal: true } ? call.Timeline.InterimAfter(last) : null;
            if (last is not null && !IsOver(last, isEnded) && now < DueAt(last, next))
                Hold(alert, now);
            else if (next is not null && call.Read(next).Superseded.Contains(last!.Id))
                Withdraw(alert, now);
            else
                Decide(alert, last, now);
        }

        _grades.Grade(now);
    }

    private DateTimeOffset DueAt(TimelineEntry last, TimelineEntry? next) =>
        last.IsFinal ? (next ?? last).ReceivedAt + call.Policy.OpenHold : last.ReceivedAt + call.Policy.InterimHold;

    private bool IsOver(TimelineEntry last, bool isEnded) =>
        last.IsFinal && (isEnded || call.Timeline.HasFinalAfter(last) || call.Timeline.HasTurnBetween(last, null));

    /// <summary>A threat of violence that is still being said and has stood long enough counts before its final.</summary>
    private void Hold(Alert alert, DateTimeOffset now)
    {
        if (!alert.IsHeld && alert.PlainSince is { } since && call.Policy.HeldThreats.IsLongEnough(now - since))
            Put(alert, alert with { IsHeld = true }, now);
    }

    /// <summary>Reads a piece, and those after it in its run.</summary>
    private void Read(TimelineEntry entry, Heard heard)
    {
        if (_sayings.Before(entry) is { } before)
            heard.Know(_sayings.UpTo(before));
        for (var piece = entry; piece is not null && heard.Pieces.Add(piece); piece = _sayings.After(piece))
        {
            heard.Know(piece.Sayings);
            heard.Ids.Add(piece.Id);
            piece.Sayings = null;
            _sayings.UpTo(piece);
            Assess(piece, heard);
        }

        heard.Ends.Add(_sayings.EndOf(entry));
    }

    private void Assess(TimelineEntry entry, Heard heard)
    {
        var assessment = call.Read(entry).Assessment;
        if (entry.Assessment.Equals(assessment))
            return;
        entry.Assessment = assessment;
        if (entry != heard.Entry)
            call.Rescored.Add(entry);
    }

    /// <summary>What stands after the place of the piece, or the one it had, may be read in another window now.</summary>
    /// <returns>The pieces to be read again, in order; the runs before the place are only looked up.</returns>
    private List<TimelineEntry> Beside(TimelineEntry entry, TimelineEntry? replaced, Heard heard)
    {
        var place = replaced is not null && replaced.IsBefore(entry) ? replaced : entry;
        var after = call.Timeline.Entries.Where(other => other != entry && call.IsScored(other) && place.IsBefore(other)).ToList();
        foreach (var other in after)
        {
            heard.Know(other.Sayings);
            other.Sayings = null;
        }

        foreach (var speaker in (ReadOnlySpan<Speaker>)[Speaker.Customer, Speaker.Unknown, Speaker.Agent])
        {
            if (call.Timeline.Before(place, speaker) is { } before && before != entry && call.IsScored(before))
            {
                heard.Ids.Add(before.Id);
                heard.Befores.Add(before);
            }
        }

        return after;
    }

    private void Show(Heard heard, DateTimeOffset now)
    {
        var sayings = heard.Ends.SelectMany(end => _sayings.UpTo(end)).ToList();
        var ids = heard.Ids;
        foreach (var saying in sayings)
            ids.UnionWith(saying.UtteranceIds);
        var shown = call.Alerts.All.Where(alert => alert.Detection != Detection.Withdrawn && alert.UtteranceIds.Any(ids.Contains)).ToList();
        var carried = new List<Saying>(sayings.Count);
        foreach (var (saying, alert) in Match(sayings, shown))
        {
            // What is only feared can carry no alert that the words themselves carried before.
            if (saying.IsFeared && alert is { Detection: Detection.Confirmed })
                continue;
            if (alert is null && IsTooLate(saying, now))
                continue;
            if (alert is not null)
                shown.Remove(alert);
            Update(alert ?? Unused(saying, now), saying, heard, now);
            carried.Add(saying);
        }

        foreach (var left in shown)
        {
            if (!MustStand(left, heard) || carried.Exists(saying => saying.Touches(left.UtteranceIds)))
                Withdraw(left, now);
            else if (left.PlainSince is not null)
                Put(left, left with { PlainSince = null, Revisions = 0 }, now);
        }
    }

    /// <summary>To each saying the alert that shows most of it.</summary>
    private static List<(Saying Saying, Alert? Alert)> Match(List<Saying> sayings, List<Alert> shown)
    {
        var free = new List<Alert>(shown);
        var matched = new (Saying Saying, Alert? Alert)[sayings.Count];
        var pairs = sayings.SelectMany((saying, at) => shown.Select(alert => (At: at, Alert: alert, Shared: Shared(saying, alert))))
            .Where(pair => pair.Shared > 0)
            .OrderByDescending(pair => pair.Shared).ThenBy(pair => pair.At).ThenBy(pair => pair.Alert.Id, StringComparer.Ordinal);
        for (var i = 0; i < matched.Length; i++)
            matched[i] = (sayings[i], null);
        foreach (var (at, alert, _) in pairs)
        {
            if (matched[at].Alert is null && free.Remove(alert))
                matched[at].Alert = alert;
        }

        return [.. matched];
    }

    private static double Shared(Saying saying, Alert alert)
    {
        var shared = alert.UtteranceIds.Count(saying.UtteranceIds.Contains);
        return shared / (double)(alert.UtteranceIds.Count + saying.UtteranceIds.Count - shared);
    }

    /// <summary>What would be shown only to be taken back in the same moment.</summary>
    private bool IsTooLate(Saying saying, DateTimeOffset now)
    {
        if (!saying.IsFeared && !saying.IsDoubted)
            return false;
        var last = call.Timeline.Find(saying.UtteranceIds[^1]);
        return saying.IsDoubted || call.HasEnded || last is null || IsOver(last, isEnded: false)
            || (last.IsFinal && now >= DueAt(last, call.Timeline.InterimAfter(last)));
    }

    /// <summary>
    /// What an interim raised only a final takes back; and what was decided under another policy stands, unless its own words
    /// are said otherwise.
    /// </summary>
    private bool MustStand(Alert alert, Heard heard)
    {
        if (alert.Detection == Detection.Provisional)
            return LastOf(alert) is { IsFinal: false };
        return alert.PolicyVersion != call.Policy.Version
            && heard.Entry is { } entry && !alert.UtteranceIds.Contains(entry.Id) && !alert.UtteranceIds.All(heard.Superseded.Contains);
    }

    /// <summary>The alert of these words that was taken back and is wanted again, or a new one.</summary>
    private Alert Unused(Saying saying, DateTimeOffset now)
    {
        var callId = call.Facts.CallId;
        // The name may be in use by an alert that has moved on to other words.
        for (var again = 1; ; again++)
        {
            var id = AlertIds.Alert(callId, again == 1 ? saying.UtteranceIds[0] : $"{saying.UtteranceIds[^1]}\n{again}");
            switch (call.Alerts.Find(id))
            {
                case null:
                    return New(id, saying.Finding, now);
                case { Detection: Detection.Withdrawn } held:
                    return held;
            }
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

    private void Update(Alert alert, Saying saying, Heard heard, DateTimeOffset now)
    {
        var isSame = alert.Text == saying.Text.Shown && alert.UtteranceIds.SequenceEqual(saying.UtteranceIds);
        if (isSame && alert.PolicyVersion != call.Policy.Version && heard.Entry is { } entry && !saying.UtteranceIds.Contains(entry.Id))
            return;
        var detection = saying.IsSaid || alert.Detection == Detection.Confirmed ? Detection.Confirmed : Detection.Provisional;
        Put(
            alert,
            Held(alert, saying, heard, now) with
            {
                Category = saying.Finding.Category,
                Target = saying.Finding.Target,
                Severity = saying.Finding.Severity,
                IsRepeated = false,
                Score = saying.Finding.Score,
                Detection = detection,
                Text = saying.Text.Shown,
                Highlights = Highlights(alert, saying.Text, saying.Finding.Category, detection),
                PolicyVersion = call.Policy.Version,
                UtteranceIds = saying.UtteranceIds,
                StartMs = saying.StartMs,
                EndMs = saying.EndMs,
            },
            now);
    }

    /// <summary>Counts how long and in how many revisions a threat of violence has stood while it is being said.</summary>
    private Alert Held(Alert alert, Saying saying, Heard heard, DateTimeOffset now)
    {
        if (saying.IsSaid || alert.Detection == Detection.Confirmed)
            return alert;
        if (saying is { IsFeared: true } or { Finding.Category: not Category.Threat })
            return alert with { IsHeld = false, PlainSince = null, Revisions = 0 };
        if (alert.IsHeld)
            return alert;
        // "kill" may still become a parcel; once a person was named, words that go on take nothing back.
        if (saying.UtteranceIds[^1] != heard.Entry?.Id || (saying.IsOpen && alert.PlainSince is null))
            return alert;
        var revisions = alert.Revisions + 1;
        return alert with { PlainSince = alert.PlainSince ?? now, Revisions = revisions, IsHeld = call.Policy.HeldThreats.AreEnough(revisions) };
    }

    /// <summary>
    /// Asked of the model only where there is something new to explain. An encoder is run once for each word, which words that
    /// are still being said are not worth: they change several times a second.
    /// </summary>
    private IReadOnlyList<Highlight> Highlights(Alert alert, NormalizedText text, Category category, Detection detection)
    {
        var isKnown = alert.Text == text.Shown && alert.Category == category;
        return isKnown && (alert.Detection == Detection.Confirmed || detection == Detection.Provisional) ? alert.Highlights
            : detection == Detection.Confirmed ? call.Scorer.Scorer.Explain(text, category)
            : call.Scorer.Scorer.ExplainQuickly(text, category);
    }

    private IReadOnlyList<Highlight> Highlights(Alert alert) =>
        Highlights(alert, Normalizer.Normalize(alert.Text), alert.Category, Detection.Confirmed);

    private TimelineEntry? LastOf(Alert alert) => call.Timeline.Find(alert.UtteranceIds[^1]);

    /// <summary>Nothing more comes: what was said carries the alert, or it was only feared.</summary>
    private void Decide(Alert alert, TimelineEntry? last, DateTimeOffset now)
    {
        if (last is null || (call.IsScored(last) && Finding.Of(call.Read(last).Assessment, call.Policy) is { Alerts: true }))
            Put(alert, alert with { Detection = Detection.Confirmed, Highlights = Highlights(alert) }, now);
        else
            Withdraw(alert, now);
    }

    private void Withdraw(Alert alert, DateTimeOffset now) =>
        Put(alert, alert with { Detection = Detection.Withdrawn, IsHeld = false, PlainSince = null, Revisions = 0 }, now);

    private void Put(Alert before, Alert after, DateTimeOffset now)
    {
        after = _grades.Graded(after);
        if (!call.Alerts.Put(after, now))
            return;
        // What was held as a threat and turns out to be something else weighs as what it is.
        var isOther = before.Counts && before.Detection == Detection.Provisional && after.Category != before.Category;
        if (before.Counts && (!after.Counts || isOther) && before.Work != WorkState.Dismissed)
            conduct.Retracted(before, "withdrawn", now);
        if (after.Counts && (!before.Counts || isOther))
            conduct.Confirmed(after, now);
        else if (after.Counts)
            conduct.Regraded();
    }

    /// <summary>What one piece changed: the runs that are read otherwise, and whose alerts are looked at again.</summary>
    private sealed class Heard(TimelineEntry? entry)
    {
        public TimelineEntry? Entry => entry;
        public HashSet<string> Ids { get; } = entry is null ? [] : [entry.Id];
        public HashSet<TimelineEntry> Pieces { get; } = [];
        public HashSet<TimelineEntry> Ends { get; } = [];
        public List<TimelineEntry> Befores { get; } = [];
        public IReadOnlyList<string> Superseded { get; set; } = [];

        public void Know(IReadOnlyList<Saying>? sayings)
        {
            foreach (var saying in sayings ?? [])
                Ids.UnionWith(saying.UtteranceIds);
        }
    }
}
