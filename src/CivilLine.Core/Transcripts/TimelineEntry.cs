using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Transcripts;

/// <summary>The newest revision of an utterance in its place on the timeline.</summary>
/// <param name="fragment">As accepted, its times filled in.</param>
internal sealed class TimelineEntry(Fragment fragment, DateTimeOffset receivedAt, bool late)
{
    private NormalizedText? _normalized;
    private bool? _isTurn;

    public Fragment Fragment => fragment;
    public DateTimeOffset ReceivedAt => receivedAt;
    public bool Late => late;
    public Assessment Assessment { get; set; }

    /// <summary>In a language that no model reads: shown, never scored, and in nobody's window.</summary>
    public bool IsForeign { get; set; }

    /// <summary>What was read of it, and in which window; null where nobody has read it or the memory was given back.</summary>
    public (TimelineEntry[] Window, WindowAssessment Read)? Reading { get; set; }

    /// <summary>What alerts in its run up to and with it; null where that must be found again.</summary>
    public IReadOnlyList<Saying>? Sayings { get; set; }

    public string Id => fragment.UtteranceId;
    public Speaker Speaker => fragment.Speaker;
    public bool IsFinal => fragment.IsFinal;
    public long StartMs => fragment.StartMs ?? 0;
    public long EndMs => fragment.EndMs ?? 0;

    public NormalizedText Normalized => _normalized ??= Normalizer.Normalize(fragment.Text);

    /// <summary>Whether these words take the floor.</summary>
    public bool IsTurn => _isTurn ??= Turns.IsReal(this);

    public Piece ToPiece() => new(Id, Normalized, StartMs, EndMs, IsFinal);

    /// <summary>Drops what can be made again from the text, once the entry is no longer in anyone's window.</summary>
    public void Shrink()
    {
        _normalized = null;
        Reading = null;
    }

    /// <summary>Drops what another policy or language would read otherwise.</summary>
    public void Forget()
    {
        Reading = null;
        Sayings = null;
    }

    public ScoredFragment ToScored() => new(fragment, receivedAt, late, Assessment) { Unscored = IsForeign };

    /// <summary>By what the source said, and by nothing of when it came: the same pieces stand the same way whatever their order.</summary>
    public bool IsBefore(TimelineEntry other)
    {
        var order = (StartMs, fragment.Sequence ?? long.MaxValue, EndMs, Id.Length)
            .CompareTo((other.StartMs, other.Fragment.Sequence ?? long.MaxValue, other.EndMs, other.Id.Length));
        return order != 0 ? order < 0 : string.CompareOrdinal(Id, other.Id) < 0;
    }
}
