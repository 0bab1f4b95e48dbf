using CivilLine.Escalation;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Telemetry;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.Shadow;

/// <summary>Adds up where the second model decides otherwise, since the server started. Written by its thread, read by all.</summary>
internal sealed class ShadowTally(CivilLineMetrics metrics, IToxicityScorer active, IOptions<ShadowOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(Category, Severity), ShadowCounts> _rows = [];
    private readonly Queue<ShadowExample> _examples = new();
    private ModelInfo? _model;
    private DateTimeOffset _since;
    private (long Scored, long Dropped, long Calls, int Live) _turns;

    public void Begin(ModelInfo model)
    {
        lock (_lock)
            (_model, _since) = (model, time.GetUtcNow());
    }

    public void Scored(int fragments)
    {
        metrics.ShadowHeard("scored", fragments);
        lock (_lock)
            _turns.Scored += fragments;
    }

    public void Dropped(int fragments)
    {
        metrics.ShadowHeard("dropped", fragments);
        lock (_lock)
            _turns.Dropped += fragments;
    }

    public void Follows(int calls)
    {
        lock (_lock)
            _turns.Live = calls;
    }

    /// <summary>A call that is over: its alerts side by side.</summary>
    public void Add(CallFacts call, IReadOnlyList<(Alert? Before, Alert? After)> alerts)
    {
        lock (_lock)
        {
            _turns.Calls++;
            foreach (var (before, after) in alerts)
                Add(call, before, after);
        }
    }

    public void Forget(string callId)
    {
        lock (_lock)
        {
            var kept = _examples.Where(one => one.CallId != callId).ToList();
            _examples.Clear();
            foreach (var one in kept)
                _examples.Enqueue(one);
        }
    }

    /// <param name="waiting">Turns that wait now.</param>
    public ShadowView View(Viewer viewer, int waiting)
    {
        lock (_lock)
            return new ShadowView(
                _model?.Version, _model?.ThresholdsHash, active.Model.Version, _model is null ? null : _since, _turns.Calls, _turns.Live,
                _turns.Scored, _turns.Dropped, waiting, options.Value.Queue,
                [.. _rows.Select(row => new ShadowRow(row.Key.Item1, row.Key.Item2, row.Value))],
                [.. _examples.Reverse().Where(one => viewer.Sees(one.Team, null))]);
    }

    private void Add(CallFacts call, Alert? before, Alert? after)
    {
        var alert = after ?? before!;
        var (up, down) = (after?.Severity > before?.Severity, after?.Severity < before?.Severity);
        WhatIfChange? change = before is null ? WhatIfChange.Gained
            : after is null ? WhatIfChange.Lost
            : up || down || before.Category != after.Category ? WhatIfChange.Moved : null;
        metrics.ShadowDecided(change, alert.Category, alert.Severity);
        var row = _rows.GetValueOrDefault((alert.Category, alert.Severity)) ?? new ShadowCounts(0, 0, 0, 0, 0, 0);
        _rows[(alert.Category, alert.Severity)] = change switch
        {
            WhatIfChange.Gained => row with { Gained = row.Gained + 1 },
            WhatIfChange.Lost => row with { Lost = row.Lost + 1 },
            null => row with { Same = row.Same + 1 },
            _ when up => row with { MovedUp = row.MovedUp + 1 },
            _ when down => row with { MovedDown = row.MovedDown + 1 },
            _ => row with { Renamed = row.Renamed + 1 },
        };
        if (change is { } kind && options.Value.Examples > 0)
        {
            _examples.Enqueue(new ShadowExample(
                kind, call.CallId, call.Team, alert.UtteranceIds[^1], alert.StartMs, alert.RaisedAt, WhatIfTally.Side(before), WhatIfTally.Side(after)));
            if (_examples.Count > options.Value.Examples)
                _examples.Dequeue();
        }
    }
}
