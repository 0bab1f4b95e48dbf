using CivilLine.Ingest;

namespace CivilLine.Sources.Kafka;

/// <summary>What was taken and what was passed over of one source's messages, and where the last of the latter stood.</summary>
internal sealed partial class KafkaCounts(string source, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly Lock _telling = new();
    private long _messages;
    private long _refused;
    private long? _toldAt;
    private volatile string? _last;

    public long Messages => Volatile.Read(ref _messages);

    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Place, member and rule; nothing of what was said.</summary>
    public string? LastRefusal => _last;

    public void Taken(int messages) => Interlocked.Add(ref _messages, messages);

    public void PassedOver(int partition, long offset, in RejectedLine why)
    {
        Interlocked.Increment(ref _refused);
        _last = $"partition {partition} at {offset}: {(why.Member is null ? "" : why.Member + ": ")}{why.Error}";
        lock (_telling)
        {
            if (_toldAt is { } at && time.GetElapsedTime(at) < Between)
                return;
            _toldAt = time.GetTimestamp();
        }
        Log.PassedOver(log, partition, offset, source, why.Code, why.Member ?? "the message");
    }

    private static partial class Log
    {
        [LoggerMessage(2484, LogLevel.Warning, "The message at {Partition}/{Offset} of the source {Source} was passed over ({Code}: {Member}). Others of the next minute are only counted.")]
        public static partial void PassedOver(ILogger logger, int partition, long offset, string source, string code, string member);
    }
}
