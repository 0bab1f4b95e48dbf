using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>
/// When a contract event is due: its own <c>at</c> (milliseconds from the start, or a time), else the end of its
/// words in a call that began at its <c>startedAt</c>. Times count from the first one met.
/// </summary>
internal sealed class ContractClock
{
    private readonly Dictionary<string, TimeSpan> _callStarts = [];
    private DateTimeOffset? _first;

    public TimeSpan Due(JsonObject json)
    {
        if (Wire.Number(json, "at") is { } milliseconds)
            return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        if (Wire.Time(json, "at") is { } at)
            return SinceFirst(at);
        var callId = Wire.Text(json, "callId") ?? "";
        if (Wire.Time(json, "startedAt") is { } started)
            return _callStarts[callId] = SinceFirst(started);
        if (Wire.Time(json, "endedAt") is { } ended)
            return SinceFirst(ended);
        var said = Wire.Number(json, "endMs") ?? Wire.Number(json, "startMs") ?? 0;
        return _callStarts.GetValueOrDefault(callId) + TimeSpan.FromMilliseconds(Math.Max(0, said));
    }

    private TimeSpan SinceFirst(DateTimeOffset time)
    {
        _first ??= time;
        return time > _first ? time - _first.Value : TimeSpan.Zero;
    }
}
