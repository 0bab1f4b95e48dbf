using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>
/// What a vendor's message becomes: events of the wire contract, one JSON object each, and what of it could not be read.
/// The events are judged where all events are, so that no source has rules of its own, and a dry run shows the very same.
/// </summary>
public sealed class EventLines : IDisposable
{
    /// <summary>A body of several megabytes can hold a million things that are no message; nobody reads them all.</summary>
    private const int MostRefused = 1000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly List<int> _ends = [];
    private readonly List<SourceRefusal> _refused = [];
    private readonly List<string> _answers = [];
    private readonly Utf8JsonWriter _json;
    private long _offsetMs;
    private string _stream = "";

    public EventLines() => _json = new Utf8JsonWriter(_bytes, Plain);

    public int Count => _ends.Count;

    /// <summary>One event as UTF-8 JSON; valid until the next <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> this[int index] =>
        _bytes.WrittenMemory[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>What could not be made an event, each with where it stood and what would be right.</summary>
    public IReadOnlyList<SourceRefusal> Refused => _refused;

    /// <summary>Whether the vendor says that its filter hides words; null where the message does not say.</summary>
    public bool? ProfanityFilter { get; private set; }

    /// <summary>Where in a delivery of several messages the one stands that is read: <c>Records[2].</c>; refusals begin with it.</summary>
    public string? Place { get; set; }

    /// <summary>What the vendor's protocol wants to be told, on its own socket, once what was said is durable.</summary>
    public IReadOnlyList<string> Answers => _answers;

    public void Clear()
    {
        Place = null;
        ProfanityFilter = null;
        _answers.Clear();
        _bytes.ResetWrittenCount();
        _ends.Clear();
        _refused.Clear();
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Adds what a message says. Every way in reads by here: the times of a stream become those of the call.</summary>
    public void Add(ISourceFormat format, in SourceMessage message)
    {
        if (CountsFrom(message.Said.OffsetMs, format.IdsAreOfStream))
            format.Read(message, this);
    }

    /// <summary>
    /// From here on, times count from <paramref name="offsetMs"/> into the call, and ids that count with them say so, lest
    /// they be those of the stream before.
    /// </summary>
    /// <returns>False where that is out of range, which is refused.</returns>
    public bool CountsFrom(long offsetMs, bool idsToo)
    {
        var isWrong = offsetMs is < 0 or > SourceAddress.MostOffsetMs;
        if (isWrong)
            Refuse("offsetMs", SourceAddress.OffsetRule);
        _offsetMs = isWrong ? 0 : offsetMs;
        _stream = idsToo ? SourceAddress.MarkOf(_offsetMs) : "";
        return !isWrong;
    }

    public void Started(in SourceCall call)
    {
        Begin("call-started", call.CallId);
        Text("agentId", SourceIds.OfOrNull(call.AgentId));
        Text("team", call.Team);
        Text("queue", call.Queue);
        Text("language", call.Language);
        Text("caller", call.Caller);
        if (call.StartedAt is { } at)
            _json.WriteString("startedAt", at);
        End();
    }

    public void Heard(in SourceSpeech speech)
    {
        Begin("fragment", speech.CallId);
        _json.WriteString("utteranceId", SourceIds.Of(_stream.Length == 0 ? speech.UtteranceId : speech.UtteranceId + _stream));
        _json.WriteNumber("revision", speech.Revision);
        _json.WriteBoolean("isFinal", speech.IsFinal);
        _json.WriteString("speaker", speech.Speaker switch
        {
            Transcripts.Speaker.Customer => "customer",
            Transcripts.Speaker.Agent => "agent",
            _ => "unknown",
        });
        _json.WriteString("text", speech.Text);
        Time("startMs", speech.StartMs);
        Time("endMs", speech.EndMs < speech.StartMs ? speech.StartMs : speech.EndMs);
        Number("sequence", speech.Sequence);
        if (speech.Confidence is >= 0 and <= 1)
            _json.WriteNumber("confidence", speech.Confidence.Value);
        Text("language", speech.Language);
        Text("source", speech.Source);
        End();
    }

    /// <param name="endedBy">As the contract has it: customer, agent, supervisor, unknown; null for not said.</param>
    public void Ended(string callId, DateTimeOffset? at = null, string? endedBy = null, string? reason = null)
    {
        Begin("call-ended", callId);
        if (at is { } time)
            _json.WriteString("endedAt", time);
        Text("endedBy", endedBy);
        Text("reason", reason);
        End();
    }

    /// <param name="line">An event of the contract as it came; judged where all are.</param>
    public void Pass(ReadOnlySpan<byte> line)
    {
        _bytes.Write(line);
        _ends.Add(_bytes.WrittenCount);
    }

    /// <summary>What the vendor says of its own profanity filter, which operators are shown beside the masks that came.</summary>
    public void NoteProfanityFilter(bool isOn) => ProfanityFilter = isOn;

    /// <param name="member">Where in the vendor's message, as a path: <c>Segments[2].Transcript.Id</c>.</param>
    /// <param name="error">What is wrong and what would be right; never the words that were said.</param>
    public void Refuse(string? member, string error)
    {
        if (_refused.Count < MostRefused)
            _refused.Add(new SourceRefusal(Place is null ? member : member is null ? Place.TrimEnd('.') : Place + member, error));
        else if (_refused.Count == MostRefused)
            _refused.Add(new SourceRefusal(null, $"More of this message cannot be read; the first {MostRefused} are told."));
    }

    /// <param name="message">One whole message; nobody hears it where the source has no socket.</param>
    public void Answer(string message) => _answers.Add(message);

    private void Begin(string type, string callId)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("type", type);
        _json.WriteString("callId", SourceIds.Of(callId));
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _ends.Add(_bytes.WrittenCount);
    }

    private void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _json.WriteString(name, value);
    }

    private void Time(string name, long? value) => Number(name, value is { } ms ? Math.Max(0, ms) + _offsetMs : null);

    private void Number(string name, long? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, Math.Max(0, number));
    }
}

public sealed record SourceRefusal(string? Member, string Error);
