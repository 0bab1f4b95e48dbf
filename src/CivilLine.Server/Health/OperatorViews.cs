using CivilLine.Calls;
using CivilLine.Policies;
using CivilLine.Privacy;
using CivilLine.Sources;
using CivilLine.Sources.Kafka;

namespace CivilLine.Health;

/// <summary>How the whole installation is doing, as it was at <paramref name="At"/>: the answer may be seconds old.</summary>
internal sealed record OperatorView(
    DateTimeOffset At, ServerView Server, IReadOnlyList<SourceView> Sources, ModelView Model, PolicyStateView Policy,
    QueuesView Queues, StoreView Store);

/// <param name="MemoryBytes">The process's, as the system counts it.</param>
internal sealed record ServerView(
    string Version, string Runtime, DateTimeOffset StartedAt, int Processors, long MemoryBytes, int LiveCalls);

internal enum SourceState
{
    /// <summary>Something came within two minutes.</summary>
    Heard,

    /// <summary>Nothing came lately, and it has no call open.</summary>
    Idle,

    /// <summary>It has calls open, and nothing came for two minutes: a call that nobody hears is not a calm one.</summary>
    Silent,

    /// <summary>It has never sent anything.</summary>
    Never,
}

/// <param name="LastSeenAt">When it last sent something; from before the start to the minute.</param>
/// <param name="Streams">WebSockets that it has open.</param>
internal sealed record SourceView(
    string KeyId, string Name, SourceState State, DateTimeOffset? LastSeenAt, int LiveCalls, int Streams, SourceCounts Counts)
{
    /// <summary>Of a configured source, its format; null of a key.</summary>
    public string? Format { get; init; }

    /// <summary>The key that a configured source keeps its calls under; what either brings is counted together.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the vendor says that its filter hides words; null where it does not say.</summary>
    public bool? ProfanityFilter { get; init; }

    /// <summary>How the vendor's filter is turned off.</summary>
    public string? FilterAdvice { get; init; }

    /// <summary>Of a source that is dialled, how its connection is; null of others.</summary>
    public ConnectorState? Connection { get; init; }

    /// <summary>Of a source that is read from a topic, how far behind this server is with its part of it; null of others.</summary>
    public KafkaState? Topic { get; init; }

    /// <summary>Its rhythm: a live call that is not heard for longer is counted as quiet.</summary>
    public long? QuietAfterMs { get; init; }

    /// <summary>Live calls that were not heard for longer than that, and since when the longest of them.</summary>
    public int QuietCalls { get; init; }
    public DateTimeOffset? QuietSince { get; init; }
}

/// <param name="ThresholdsHash">Of its one set of thresholds.</param>
/// <param name="Since">When this server loaded it.</param>
/// <param name="HasSecondStage">Whether a slower model is asked where the quick one is unsure.</param>
internal sealed record ModelView(string Version, string ThresholdsHash, DateTimeOffset Since, bool HasSecondStage);

/// <param name="Hash">SHA-256 of the document, in hex.</param>
/// <param name="Teams">Teams that have rules of their own.</param>
/// <param name="Refused">The newest document that was refused since; null where the newest one applies.</param>
/// <param name="Changes">The latest few, newest first; a start that found what had applied before is none.</param>
internal sealed record PolicyStateView(
    string Version, string Hash, PolicySource Source, string File, DateTimeOffset Since, IReadOnlyList<string> Teams, RefusalView? Refused,
    IReadOnlyList<PolicyChangeView> Changes);

/// <param name="Version">What applies since; of a refused one, what stayed.</param>
/// <param name="By">Who put it; null where the file changed or the server started.</param>
/// <param name="Refused">Why it was refused; null where it came into force.</param>
internal sealed record PolicyChangeView(DateTimeOffset At, string Version, string? By, string? Refused);

internal sealed record QueuesView(
    QueueView Ingest, QueueView Scoring, QueueView Writer, QueueView Pages, WebhookQueueView Webhooks, bool WriterRuns, bool WriterFails)
{
    /// <summary>What keeps the store from being written, or damaged it, in words; null where nothing does.</summary>
    public string? WriterTrouble { get; init; }

    /// <summary>What each of the last commits took at least, where the disk is slow; else null.</summary>
    public long? SlowCommitMs { get; init; }
}

/// <param name="Limit">Above it the sender is told to wait; null where what comes before bounds it.</param>
internal sealed record QueueView(long Waiting, long? Limit);

/// <param name="OldestAt">When the oldest of those that wait was put in.</param>
/// <param name="Dead">Given up, and kept to be sent again by hand.</param>
internal sealed record WebhookQueueView(int Endpoints, int Disabled, long Waiting, long Dead, DateTimeOffset? OldestAt);

/// <param name="Bytes">All databases of the folder, their logs included.</param>
/// <param name="Calls">Calls ever opened.</param>
/// <param name="Fragments">Fragments ever kept, each revision one.</param>
/// <param name="RetentionDays">Of calls for which nothing else is said; null where those are kept for ever.</param>
internal sealed record StoreView(
    string Folder, long Bytes, long? FreeBytes, DateTimeOffset? OldestCallAt, long Calls, long Fragments, int? RetentionDays)
{
    /// <summary>Null where nothing is ever erased by itself, and before the first run.</summary>
    public RetentionRunView? LastRetention { get; init; }
    public DateTimeOffset? NextRetentionAt { get; init; }
}
