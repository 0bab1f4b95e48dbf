using System.Buffers;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Ingest;

/// <summary>Writes the answer to one message of a stream; the memory is good until the next.</summary>
internal sealed class StreamReply : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _json;

    public StreamReply() => _json = new Utf8JsonWriter(_buffer, IngestAnswer.Plain);

    public ReadOnlyMemory<byte> Of(TranscriptEvent? read, in Outcome outcome, int retryAfterMs)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        if (outcome.Kind == OutcomeKind.Rejected)
            WriteError(outcome, retryAfterMs);
        else
            WriteAck(read!);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();

    private void WriteAck(TranscriptEvent read)
    {
        _json.WriteStartObject("ack");
        _json.WriteString("type", read switch
        {
            CallStarted => "call-started",
            CallEnded => "call-ended",
            _ => "fragment",
        });
        _json.WriteString("callId", read.CallId);
        if (read is Fragment fragment)
        {
            _json.WriteString("utteranceId", fragment.UtteranceId);
            _json.WriteNumber("revision", fragment.Revision);
        }
        _json.WriteEndObject();
    }

    private void WriteError(in Outcome outcome, int retryAfterMs)
    {
        _json.WriteStartObject("error");
        _json.WriteString("code", outcome.Code);
        _json.WriteString("member", outcome.Member);
        _json.WriteString("message", outcome.Message);
        if (outcome.Code == Refusals.BusyCode)
            _json.WriteNumber("retryAfterMs", retryAfterMs);
        else
            _json.WriteNull("retryAfterMs");
        _json.WriteEndObject();
    }
}
