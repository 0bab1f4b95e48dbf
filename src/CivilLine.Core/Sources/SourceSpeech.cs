using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>One piece of recognised speech as a source tells it. Ids are the vendor's; they are made to fit the contract.</summary>
public readonly record struct SourceSpeech
{
    public required string CallId { get; init; }
    public required string UtteranceId { get; init; }
    public required string Text { get; init; }

    /// <summary>Grows with each new text of one utterance; <see cref="Revisions"/> has ways to find it.</summary>
    public int Revision { get; init; }
    public bool IsFinal { get; init; }
    public Speaker Speaker { get; init; }

    /// <summary>Milliseconds from the call's start; null where the source does not say.</summary>
    public long? StartMs { get; init; }
    public long? EndMs { get; init; }
    public long? Sequence { get; init; }
    public double? Confidence { get; init; }
    public string? Language { get; init; }
    public string? Source { get; init; }
}

/// <summary>What a source knows of a call besides its words.</summary>
public readonly record struct SourceCall
{
    public required string CallId { get; init; }
    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public string? Queue { get; init; }
    public string? Language { get; init; }

    /// <summary>An opaque hash of who calls; never a number or a name.</summary>
    public string? Caller { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
}
