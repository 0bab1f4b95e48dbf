using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Transcripts;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>A line of NDJSON, which is a message of the WebSocket too; and what its sender is answered.</summary>
internal sealed class EventTarget() : FuzzTarget<(TranscriptEvent? Event, Outcome Error)>("events")
{
    public override IReadOnlyList<string> Words { get; } =
    [
        "fragment", "call-started", "call-ended", "customer", "agent", "supervisor", "callId", "utteranceId", "revision", "isFinal", "speaker", "text", "startMs",
        "endMs", "sequence", "confidence", "language", "source", "agentId", "team", "queue", "startedAt", "caller", "endedAt", "endedBy", "reason", "type",
    ];

    protected override (TranscriptEvent?, Outcome) Take(byte[] input)
    {
        var read = Reading.Events.Read(input, out var error);
        return (read, error);
    }

    protected override void Judge(byte[] input, (TranscriptEvent? Event, Outcome Error) read, Verdict verdict)
    {
        verdict.Holds((read.Event is null) == (read.Error.Kind == OutcomeKind.Rejected), "neither an event nor a refusal, or both", read.Error.Message ?? "");
        if (read.Event is null)
            verdict.Refused(read.Error.Message);
        else
            Reading.Judge(read.Event, verdict);
        using var reply = new StreamReply();
        using var json = verdict.Json(reply.Of(read.Event, read.Error, 1000), "the answer");
    }
}
