using System.Diagnostics.Metrics;
using CivilLine.Escalation;
using CivilLine.Privacy;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;

namespace CivilLine.Telemetry;

/// <summary>
/// What is counted and timed, a method a fact. Every tag's value comes from a closed list: a call, a person or a
/// word of a transcript cannot become one.
/// </summary>
internal sealed class CivilLineMetrics
{
    public const string MeterName = "CivilLine";
    private const string OtherSource = "other";

    private static readonly HashSet<string> KnownSources = new(StringComparer.OrdinalIgnoreCase)
    {
        "amazon", "amivoice", "assemblyai", "azure", "demo", "deepgram", "genesys", "google", "nice", "salesforce",
        "speechmatics", "stream", "teams", "twilio", "vonage", "vosk", "webex", "whisper", "zoom",
    };

    private readonly Counter<long> _fragments;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _masked;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _provisional;
    private readonly Counter<long> _unscored;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _escalated;
    private readonly Counter<long> _shadowHeard;
    private readonly Counter<long> _shadowDecided;
    private readonly Counter<long> _erased;
    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _webhookLatency;
    private readonly Histogram<double> _seen;
    private readonly Histogram<double> _closed;
    private readonly Histogram<double> _score;
    private readonly Histogram<double> _alertLatency;
    private readonly Histogram<double> _sourceLag;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _exposed;
    private readonly Histogram<int> _batch;
    private readonly Meter _meter;

    public CivilLineMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _fragments = _meter.CreateCounter<long>("civilline.fragments", "{fragment}", "Fragments made durable, by source");
        _rejected = _meter.CreateCounter<long>("civilline.rejected", "{event}", "Events not taken, by reason");
        _masked = _meter.CreateCounter<long>("civilline.masked", "{word}", "Words that a recogniser or vendor hid, by source");
        _alerts = _meter.CreateCounter<long>("civilline.alerts", "{change}", "Changes of alerts, by category, severity and detection");
        _provisional = _meter.CreateCounter<long>("civilline.alerts.provisional", "{alert}", "Provisional alerts raised, and what became of them (confirmed, withdrawn), by category");
        _unscored = _meter.CreateCounter<long>("civilline.unscored", "{fragment}", "Finals in a language that no model reads, by source");
        _missed = _meter.CreateCounter<long>("civilline.hub.missed", "{time}", "Times the broadcaster fell behind and read the store");
        _escalated = _meter.CreateCounter<long>("civilline.incident.escalations", "{escalation}", "Incidents and calls for help that nobody looked at in time, by team");
        _shadowHeard = _meter.CreateCounter<long>("civilline.shadow.fragments", "{fragment}", "Final fragments for the shadow model, by result");
        _shadowDecided = _meter.CreateCounter<long>("civilline.shadow.alerts", "{alert}", "Alerts by what the shadow model makes of them, category and severity");
        _erased = _meter.CreateCounter<long>("civilline.calls.erased", "{call}", "Calls erased, by why: retention, request");
        _webhooks = _meter.CreateCounter<long>("civilline.webhook.sends", "{event}", "Events taken up for webhooks, by result");
        _webhookLatency = Seconds("civilline.webhook.latency", "From an event's entry into the outbox to its delivery", [.05, .1, .5, 1, 5, 30, 120, 600, 3600]);
        _seen = Seconds("civilline.incident.seen", "How long incidents and calls for help waited for somebody to look, by team", [5, 10, 30, 60, 120, 300, 600, 1800, 3600]);
        _closed = Seconds("civilline.incident.closed", "How long incidents were open until they were resolved or dismissed, by team", [30, 60, 300, 600, 1800, 3600, 14400, 86400]);
        _score = Seconds("civilline.score.duration", "Scoring one fragment in its window", [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 5e-3]);
        _alertLatency = Seconds("civilline.alert.latency", "From an event's receipt to its alert's send to the hub", [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1]);
        _sourceLag = Seconds("civilline.source.lag", "How old words are when they arrive", [.25, .5, 1, 2, 3, 5, 10, 30, 60]);
        _commit = Seconds("civilline.writer.commit", "One commit, retries and syncs included", [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5]);
        _exposed = Seconds("civilline.redaction.exposed", "How long a fragment showed part of a number that a later one completed", [.5, 1, 2, 3, 5, 10, 20, 30, 60, 300]);
        _batch = _meter.CreateHistogram<int>("civilline.writer.batch", "{unit}", "Units in one commit", advice: new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500] });
    }

    public void FragmentTaken(string? source) => _fragments.Add(1, Tag("source", Known(source)));

    public void Masked(string? source, int words) => _masked.Add(words, Tag("source", Known(source)));

    /// <param name="code">A code of the contract (<c>invalid</c>, <c>busy</c>, …), never a message.</param>
    public void Rejected(string code, int events = 1) => _rejected.Add(events, Tag("reason", code));

    public void CallErased(ErasedWhy why) => _erased.Add(1, Tag("why", why == ErasedWhy.Retention ? "retention" : "request"));

    public void ObserveOverdue(Func<long> calls) => _meter.CreateObservableGauge("civilline.retention.overdue", calls, "{call}", "Calls whose time was over at the last look and that are kept: held, with an open incident, or not erased yet");

    public void ObserveRetention(Func<double> age) => _meter.CreateObservableGauge("civilline.retention.age", age, "s", "How long ago retention was last enforced");

    public void Scored(TimeSpan took) => _score.Record(took.TotalSeconds);

    public void AlertChanged(Category category, Severity severity, Detection detection) => _alerts.Add(
        1, Tag("category", Wire(category)), Tag("severity", Wire(severity)), Tag("detection", Wire(detection)));

    /// <summary>Counts what is provisional: once when it is raised, and once when it is confirmed or taken back.</summary>
    public void AlertDetected(AlertChange change)
    {
        var (alert, was) = (change.Alert, change.Was);
        var becomes = (was, alert.Detection) switch
        {
            (not Detection.Provisional, Detection.Provisional) => "raised",
            (Detection.Provisional, Detection.Confirmed) => "confirmed",
            (Detection.Provisional, Detection.Withdrawn) => "withdrawn",
            _ => null,
        };
        if (becomes is not null)
            _provisional.Add(1, Tag("category", Wire(alert.Category)), Tag("result", becomes));
    }

    public void Unscored(string? source) => _unscored.Add(1, Tag("source", Known(source)));

    public void AlertSent(TimeSpan sinceReceipt) => _alertLatency.Record(sinceReceipt.TotalSeconds);

    public void SourceLag(long saidMsAgo) => _sourceLag.Record(Math.Max(0, saidMsAgo) / 1000d);

    /// <param name="teams">Those that an administrator has added: a source may name any, and each would be a series.</param>
    public void Worked(CommittedUnit unit, IReadOnlyDictionary<string, Team> teams)
    {
        foreach (var act in unit.Acts ?? [])
        {
            var team = Tag("team", unit.View.Team is { } named && teams.ContainsKey(named) ? named : OtherSource);
            if (act.SeenAfter is { } seen)
                _seen.Record(seen.TotalSeconds, team);
            if (act.ClosedAfter is { } closed)
                _closed.Record(closed.TotalSeconds, team);
            if (act.Act is PolicyAct { Kind: "escalated" or "helpEscalated" })
                _escalated.Add(1, team);
        }
    }

    /// <param name="result">scored, or dropped because the shadow model was behind.</param>
    public void ShadowHeard(string result, int fragments) => _shadowHeard.Add(fragments, Tag("result", result));

    /// <param name="change">Null where both models decided the same.</param>
    public void ShadowDecided(WhatIfChange? change, Category category, Severity severity) => _shadowDecided.Add(
        1, Tag("change", change is { } other ? Wire(other) : "same"), Tag("category", Wire(category)), Tag("severity", Wire(severity)));

    /// <param name="result">delivered, failed or dead.</param>
    public void WebhookSent(string result, TimeSpan age)
    {
        _webhooks.Add(1, Tag("result", result));
        if (result == "delivered")
            _webhookLatency.Record(age.TotalSeconds);
    }

    public void Committed(int units, TimeSpan took)
    {
        _batch.Record(units);
        _commit.Record(took.TotalSeconds);
    }

    public void Exposed(TimeSpan time) => _exposed.Record(Math.Max(0, time.TotalSeconds));

    public void BroadcasterMissed() => _missed.Add(1);

    public void ObserveWriterQueue(Func<int> queued) =>
        _meter.CreateObservableGauge("civilline.writer.queue", queued, "{unit}", "Units that wait for a commit");

    public void ObserveIngest(Func<long> inHand, Func<long> limit)
    {
        _meter.CreateObservableGauge("civilline.ingest.inhand", inHand, "{event}", "Events that are in hand");
        _meter.CreateObservableGauge("civilline.ingest.limit", limit, "{event}", "Events that may be in hand just now");
    }

    public void ObserveScoring(Func<int> waiting) =>
        _meter.CreateObservableGauge("civilline.scoring.queue", waiting, "{turn}", "Turns that wait for a scoring thread");

    public void ObserveStoreSize(Func<long> bytes) =>
        _meter.CreateObservableGauge("civilline.store.size", bytes, "By", "What the data folder's databases take on the disk");

    public void ObserveLiveCalls(Func<int> calls) =>
        _meter.CreateObservableGauge("civilline.calls.live", calls, "{call}", "Calls that have not ended");

    public void ObserveQuietCalls(Func<int> calls) =>
        _meter.CreateObservableGauge("civilline.calls.quiet", calls, "{call}", "Live calls that are not heard for longer than their source's rhythm");

    public void ObserveMissing(Func<long> messages) =>
        _meter.CreateObservableGauge("civilline.calls.missing", messages, "{message}", "Numbered messages of live calls that never came");

    public void ObserveIndex(Func<double> lag) =>
        _meter.CreateObservableGauge("civilline.index.lag", lag, "s", "How long the words that wait longest have waited for the search index");

    public void ObservePendingSends(Func<int> sends) =>
        _meter.CreateObservableGauge("civilline.hub.pending", sends, "{send}", "Sends to hubs that a slow client holds up");

    private Histogram<double> Seconds(string name, string description, double[] bounds) =>
        _meter.CreateHistogram<double>(name, "s", description, advice: new() { HistogramBucketBoundaries = bounds });

    private static string Known(string? source) => source is not null && KnownSources.TryGetValue(source, out var known)
        ? known
        : OtherSource;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string Wire<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>()
            .ToDictionary(value => value, value => value.ToString().ToLowerInvariant());
    }
}
