using System.Collections.Concurrent;

namespace CivilLine.Faults.Kills;

/// <summary>What was done and answered in a run.</summary>
internal sealed class PlayTally
{
    private readonly ConcurrentBag<int> _played = [];
    private long _events;
    private long _duplicates;
    private long _acts;
    private long _cuts;

    /// <summary>Calls that were played to their end.</summary>
    public IReadOnlyList<int> Calls => [.. _played.Order()];

    private readonly ConcurrentQueue<string> _kept = new();

    /// <summary>Whether what was acknowledged is kept as it was sent, to be looked for.</summary>
    public bool KeepsEvents { get; init; }

    public IReadOnlyList<string> Kept => [.. _kept];

    public long Events => Interlocked.Read(ref _events);

    /// <summary>Of the events, those that were durable before their first answer was lost, as far as the server says so.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long Acts => Interlocked.Read(ref _acts);

    /// <summary>Answers that were waited for when a server went.</summary>
    public long Cuts => Interlocked.Read(ref _cuts);

    public void Played(int call) => _played.Add(call);

    public void Acknowledged(string body, bool isDuplicate)
    {
        if (KeepsEvents)
            _kept.Enqueue(body);
        Interlocked.Increment(ref _events);
        if (isDuplicate)
            Interlocked.Increment(ref _duplicates);
    }

    public void Acted() => Interlocked.Increment(ref _acts);

    public void Cut() => Interlocked.Increment(ref _cuts);
}
