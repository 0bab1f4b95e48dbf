using System.ComponentModel.DataAnnotations;

namespace CivilLine.Ingest;

/// <summary>Section <c>Ingest</c>. What the wire contract fixes is in <see cref="EventRules"/>.</summary>
internal sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Most events in hand at once, of all keys. How many may be just now is found by <see cref="TargetMs"/>.</summary>
    [Range(1, 1_000_000)]
    public int EventsInHand { get; set; } = 8192;

    /// <summary>Most events in hand of one key; it never has more than half of what all may have.</summary>
    [Range(1, 1_000_000)]
    public int EventsInHandPerKey { get; set; } = 4096;

    /// <summary>How long an event may be in hand before fewer are taken at once. Higher: more is done in a flood, and later.</summary>
    [Range(5, 60_000)]
    public int TargetMs { get; set; } = 10;

    /// <summary>Events of one key that wait to be let in; beyond they are answered busy at once.</summary>
    [Range(0, 1_000_000)]
    public int WaitingEvents { get; set; } = 8192;

    /// <summary>
    /// How long an event waits to be let in before it is answered busy; after a burst of <see cref="BurstMs"/> it is <see cref="TargetMs"/>.
    /// </summary>
    [Range(1, 60_000)]
    public int WaitMs { get; set; } = 2000;

    /// <summary>Events that are made durable together before more of the same body or socket are read.</summary>
    [Range(1, 100_000)]
    public int WindowEvents { get; set; } = 512;

    /// <summary>Rejected lines after which the rest of a body is not read: its sender sends something else.</summary>
    [Range(1, 1_000_000)]
    public int RejectedPerBody { get; set; } = 10_000;

    /// <summary>
    /// Lines of one key that are refused for what they are, a second, over all of its bodies and sockets: the rest of them is read
    /// later. Lower: a source gone wild costs less, and one with many bad lines waits longer for their list.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RefusedPerSecond { get; set; } = 500;

    /// <summary>How many of those may come at once.</summary>
    [Range(1, 1_000_000)]
    public int RefusedAtOnce { get; set; } = 1000;

    [Range(0.1, 3600)]
    public double BodySeconds { get; set; } = 300;

    /// <summary>What a refused sender is told to wait.</summary>
    [Range(1, 3600)]
    public int RetryAfterSeconds { get; set; } = 1;

    [Range(1, 100_000)]
    public int StreamsPerKey { get; set; } = 64;

    /// <summary>Events of one socket that are read ahead of their acknowledgements.</summary>
    [Range(1, 100_000)]
    public int StreamBacklog { get; set; } = 1024;

    /// <summary>
    /// How long a burst lasts. A socket that is further behind, or a house that somebody has been waiting for all this time, has a
    /// flood before it: until that is over, what is older than <see cref="TargetMs"/> or has more behind it than is done at a time is
    /// answered busy, and interims too. Higher: longer bursts are taken whole, later alerts.
    /// </summary>
    [Range(10, 600_000)]
    public int BurstMs { get; set; } = 500;

    /// <summary>A socket that does not take its acknowledgements for so long is cut.</summary>
    [Range(0.1, 600)]
    public double StreamSendSeconds { get; set; } = 10;

    [Range(0.1, 600)]
    public double StreamPingSeconds { get; set; } = 20;
}
