using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts.Redaction;

namespace CivilLine.Transcripts;

/// <summary>The newest revision of an utterance in its place on the timeline.</summary>
/// <param name="fragment">As accepted, its times filled in.</param>
internal sealed class TimelineEntry(Fragment fragment, DateTimeOffset receivedAt, bool late)
{
    private NormalizedText? _normalized;
    private bool? _isTurn;

    /// <summary>The lowest number that any revision came with, which says when the utterance was begun; null where none has one.</summary>
    public long? Number { get; private set; } = fragment.Sequence;

    /// <summary>Whether its start is of its arrival and of its number, and not the source's.</summary>
    public bool IsUntimed { get; init; }

    /// <summary>An earlier number than was known; <paramref name="startMs"/> is where that puts it.</summary>
    public void Begin(long? number, long startMs)
    {
        Number = number;
        if (startMs != StartMs)
            Fragment = Fragment with { StartMs = startMs };
    }

    public Fragment Fragment { get; private set; } = fragment;
    public DateTimeOffset ReceivedAt => receivedAt;
    public bool Late => late;
    public Assessment Assessment { get; set; }

    /// <summary>In a language that no model reads: shown, never scored, and in nobody's window.</summary>
    public bool IsForeign { get; set; }

    /// <summary>What was read of it, and in which window; null where nobody has read it or the memory was given back.</summary>
    public (TimelineEntry[] Window, WindowAssessment Read)? Reading { get; set; }

    /// <summary>What alerts in its run up to and with it; null where that must be found again.</summary>
    public IReadOnlyList<Saying>? Sayings { get; set; }

    public string Id => Fragment.UtteranceId;
    public Speaker Speaker => Fragment.Speaker;
    public bool IsFinal => Fragment.IsFinal;
    public long StartMs => Fragment.StartMs ?? 0;
    public long EndMs => Fragment.EndMs ?? 0;

    public NormalizedText Normalized => _normalized ??= Normalizer.Normalize(Fragment.Text);

    /// <summary>Whether these words take the floor.</summary>
    public bool IsTurn => _isTurn ??= Turns.IsReal(this);

    /// <summary>Labels in place of some of the words.</summary>
    internal void Rewrite(IReadOnlyList<Edit> edits)
    {
        Fragment = Fragment with
        {
            Text = Edit.Apply(Fragment.Text, edits),
            StandIns = [.. Fragment.StandIns
                .Select(one => (One: one, Moved: Edit.Moved(one.Start, one.Length, edits)))
                .Where(one => one.Moved is not null).Select(one => one.One with { Start = one.Moved!.Value })],
        };
        (_normalized, _isTurn, Reading) = (null, null, null);
    }

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

    public ScoredFragment ToScored() => new(Fragment, receivedAt, late, Assessment) { Unscored = IsForeign, Number = Number };

    /// <summary>By what the source said, and by nothing of when it came: the same pieces stand the same way whatever their order.</summary>
    public bool IsBefore(TimelineEntry other)
    {
        var order = (StartMs, Number ?? long.MaxValue, EndMs, Id.Length)
            .CompareTo((other.StartMs, other.Number ?? long.MaxValue, other.EndMs, other.Id.Length));
        return order != 0 ? order < 0 : string.CompareOrdinal(Id, other.Id) < 0;
    }
}
