using CivilLine.Calls;
using CivilLine.Escalation;

namespace CivilLine.Health;

/// <summary>What one key brought: taken, refused, how old, and with how many words hidden.</summary>
internal sealed class SourceTally(TimeProvider time)
{
    private const int LagsKept = 256;
    private static readonly TimeSpan LagsLast = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly MinuteCount _takenLately = new();
    private readonly MinuteCount _refusedLately = new();
    private readonly SourceDays _days = new();
    private readonly Queue<(DateTimeOffset At, long Ms)> _lags = new();
    private readonly Queue<(DateTimeOffset At, long Ms)> _ours = new();
    private readonly Dictionary<string, SourceBacklog> _behind = new(StringComparer.Ordinal);
    private DateTimeOffset? _lastAt;
    private long _accepted;
    private long _duplicates;

    public void Answered(ReadOnlySpan<Outcome> outcomes)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var accepted = 0;
            SortedDictionary<string, long>? refused = null;
            foreach (var outcome in outcomes)
            {
                if (outcome.Kind == OutcomeKind.Accepted)
                    accepted++;
                else if (outcome.Kind == OutcomeKind.Duplicate)
                    _duplicates++;
                else
                    (refused ??= new(StringComparer.Ordinal))[outcome.Code!] = refused.GetValueOrDefault(outcome.Code!) + 1;
            }
            _accepted += accepted;
            _takenLately.Add(accepted, now);
            if (refused is not null)
                Refuse(refused, now);
            if (accepted > 0)
                _lastAt = now;
        }
    }

    /// <param name="code">A code of the contract: a closed list.</param>
    public void Refused(string code, int events = 1)
    {
        lock (_lock)
            Refuse(new SortedDictionary<string, long>(StringComparer.Ordinal) { [code] = events }, time.GetUtcNow());
    }

    /// <param name="lagMs">How old the newest words were when they arrived; null where the source gives no times.</param>
    /// <param name="ourMs">From its receipt until it was durable.</param>
    /// <param name="masked">Words that the recogniser or vendor hid.</param>
    /// <param name="unscored">Finals in a language that no model reads.</param>
    /// <param name="late">Fragments that came after their call's end, or long after words that were said after them.</param>
    public void Heard(int fragments, long? lagMs, long ourMs, int masked, int unscored, int late)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            _days.Add(SourceDays.DayOf(now), new SourceDay
            {
                Fragments = fragments, Masked = masked, MaskedAt = masked > 0 ? now : null, Unscored = unscored, Late = late,
            });
            Keep(_ours, now, ourMs);
            if (lagMs is { } ms)
                Keep(_lags, now, ms);
        }
    }

    private static void Keep(Queue<(DateTimeOffset At, long Ms)> queue, DateTimeOffset now, long ms)
    {
        queue.Enqueue((now, Math.Max(0, ms)));
        if (queue.Count > LagsKept)
            queue.Dequeue();
    }

    /// <param name="source">One of those whose calls are this key's.</param>
    /// <param name="messages">That wait where the source is read from, or here, and are not durable.</param>
    /// <param name="ms">How long the oldest of those that are here has waited in all.</param>
    public void Behind(string source, long messages, long ms)
    {
        lock (_lock)
            _behind[source] = new SourceBacklog(messages, ms);
    }

    public SourceCounts Now()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var week = _days.Sum(now);
            return new SourceCounts(
                _lastAt, _takenLately.Sum(now), _refusedLately.Sum(now), _accepted, _duplicates, week.Refused.Values.Sum(),
                [.. week.Refused.Select(reason => new ReasonCount(reason.Key, reason.Value))],
                Spread.Of([.. _lags.Where(lag => now - lag.At < LagsLast).Select(lag => lag.Ms)]),
                week.Fragments, week.Masked, week.MaskedAt)
            {
                Ours = Spread.Of([.. _ours.Where(lag => now - lag.At < LagsLast).Select(lag => lag.Ms)]),
                Unscored = week.Unscored,
                Late = week.Late,
                Backlog = _behind.Count == 0 ? null : new(_behind.Values.Sum(one => one.Messages), _behind.Values.Max(one => one.Ms)),
            };
        }
    }

    /// <summary>What was counted before the server's start.</summary>
    public void Restore(DateOnly day, SourceDay counts)
    {
        lock (_lock)
            _days.Add(day, counts);
    }

    public IReadOnlyList<(DateOnly Day, SourceDay Counts)> Days()
    {
        lock (_lock)
            return [.. _days.All.Select(day => (day.Key, day.Value))];
    }

    private void Refuse(IReadOnlyDictionary<string, long> reasons, DateTimeOffset now)
    {
        _refusedLately.Add((int)reasons.Values.Sum(), now);
        _days.Add(SourceDays.DayOf(now), new SourceDay { Refused = reasons });
    }
}

/// <summary>
/// Accepted and duplicates since the server started; refused, fragments, masked, unscored and late of the last seven days by UTC,
/// today included and whatever restarts; the rest of the last minute or minutes.
/// </summary>
/// <param name="LastAt">When an event was last accepted; null for not since the start.</param>
/// <param name="Lag">Of the last five minutes, at most 256 of the newest; a count of 0 where the source gives no times.</param>
internal sealed record SourceCounts(
    DateTimeOffset? LastAt, int PerMinute, int RejectedPerMinute, long Accepted, long Duplicates, long Rejected,
    IReadOnlyList<ReasonCount> Reasons, Spread Lag, long Fragments, long Masked, DateTimeOffset? MaskedAt)
{
    /// <summary>Of sources that we fetch from and that tell; null for others.</summary>
    public SourceBacklog? Backlog { get; init; }

    /// <summary>From the receipt of its words until they were durable and could be shown, over the same five minutes.</summary>
    public required Spread Ours { get; init; }

    /// <summary>Finals in a language that no model reads.</summary>
    public long Unscored { get; init; }

    /// <summary>Fragments that came after their call's end, or long after words that were said after them.</summary>
    public long Late { get; init; }

    public static readonly SourceCounts None = new(null, 0, 0, 0, 0, 0, [], Spread.Of([]), 0, 0, null) { Ours = Spread.Of([]) };
}

/// <param name="Messages">That wait to be read or to become durable.</param>
/// <param name="Ms">How long the oldest of those that were read has waited since it was produced.</param>
internal sealed record SourceBacklog(long Messages, long Ms);

/// <param name="Code">Of the wire contract: <c>invalid</c>, <c>busy</c>, …</param>
internal sealed record ReasonCount(string Code, long Count);
