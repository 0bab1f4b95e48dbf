using CivilLine.Ingest;

namespace CivilLine.Sources.Kafka;

/// <summary>Which of several messages, read one after the other into the same lines, a line or a refusal came from.</summary>
internal sealed class KafkaPlaces
{
    private readonly List<(long Offset, int Lines, int Refused)> _read = [];

    public void Clear() => _read.Clear();

    /// <summary>After each message was read.</summary>
    public void Mark(long offset, EventLines lines) => _read.Add((offset, lines.Count, lines.Refused.Count));

    /// <summary>Messages of which something was refused, each with the first that was.</summary>
    public IEnumerable<(long Offset, RejectedLine Why)> Refused(IngestTally tally, EventLines lines)
    {
        var told = new HashSet<long>();
        foreach (var line in tally.Rejected)
            if (Of(line.Line, lines.Count) is { } offset && told.Add(offset))
                yield return (offset, line);
    }

    /// <param name="place">Counted from 1; refusals are numbered after all lines.</param>
    private long? Of(int place, int lines)
    {
        foreach (var (offset, upTo, refusedUpTo) in _read)
            if (place <= lines ? place <= upTo : place - lines <= refusedUpTo)
                return offset;
        return null;
    }
}
