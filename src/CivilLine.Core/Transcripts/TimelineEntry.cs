using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Transcripts;

/// <summary>The newest revision of an utterance in its place on the timeline.</summary>
/// <param name="Fragment">As accepted, its times filled in.</param>
/// <param name="Arrival">Counts accepted revisions: the last word where times and sequence are equal.</param>
internal sealed record TimelineEntry(Fragment Fragment, DateTimeOffset ReceivedAt, bool Late, long Arrival)
{
    private NormalizedText? _normalized;

    public Assessment Assessment { get; set; }

    public string Id => Fragment.UtteranceId;
    public Speaker Speaker => Fragment.Speaker;
    public bool IsFinal => Fragment.IsFinal;
    public long StartMs => Fragment.StartMs ?? 0;
    public long EndMs => Fragment.EndMs ?? 0;

    public NormalizedText Normalized => _normalized ??= Normalizer.Normalize(Fragment.Text);

    public Piece ToPiece() => new(Id, Normalized, StartMs, EndMs, IsFinal);

    /// <summary>Drops what can be made again from the text, once the entry is no longer in anyone's window.</summary>
    public void Shrink() => _normalized = null;

    public ScoredFragment ToScored() => new(Fragment, ReceivedAt, Late, Assessment);

    public bool IsBefore(TimelineEntry other) =>
        (StartMs, Fragment.Sequence ?? long.MaxValue, Arrival)
        .CompareTo((other.StartMs, other.Fragment.Sequence ?? long.MaxValue, other.Arrival)) < 0;
}
