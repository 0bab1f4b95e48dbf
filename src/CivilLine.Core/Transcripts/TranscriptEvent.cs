using CivilLine.Transcripts.Redaction;

namespace CivilLine.Transcripts;

/// <summary>One event of the wire contract, validated: a call starts, something is said, a call ends.</summary>
public abstract record TranscriptEvent
{
    public required string CallId { get; init; }
}

public sealed record CallStarted : TranscriptEvent
{
    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public string? Queue { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public string? Language { get; init; }

    /// <summary>An opaque hash of who calls; never a number or a name.</summary>
    public string? Caller { get; init; }
}

/// <summary>
/// A piece of recognised speech. (call, utterance) is its key; a higher revision replaces a lower one;
/// an interim may still be replaced, a final ends the utterance unless a higher revision corrects it.
/// </summary>
public sealed record Fragment : TranscriptEvent
{
    public required string UtteranceId { get; init; }
    public int Revision { get; init; }
    public bool IsFinal { get; init; } = true;
    public Speaker Speaker { get; init; }

    /// <summary>What was recognised, with personal data already redacted: nothing behind the way in sees more.</summary>
    public required string Text { get; init; }

    /// <summary>For each number that was cut at the way in; in memory alone, and gone after a restart.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>Keyed hash of the text with its numbers left out, by which a repeated revision is told from a contradiction.</summary>
    public UInt128 TextHash { get; init; }

    /// <summary>Milliseconds from the call's start; null where the source does not say.</summary>
    public long? StartMs { get; init; }
    public long? EndMs { get; init; }
    public long? Sequence { get; init; }
    public double? Confidence { get; init; }
    public string? Language { get; init; }
    public string? Source { get; init; }
}

public sealed record CallEnded : TranscriptEvent
{
    public DateTimeOffset? EndedAt { get; init; }
    public CallParty EndedBy { get; init; }
    public string? Reason { get; init; }
}

public enum CallParty
{
    Unknown,
    Customer,
    Agent,
    Supervisor,
}
