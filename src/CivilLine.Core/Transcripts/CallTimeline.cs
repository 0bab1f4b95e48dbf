using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Transcripts;

/// <summary>
/// The utterances of one call, newest revision each, ordered by start, sequence and arrival whatever the order in which
/// they came. Only the newest are held with their words; of older ones the key, revision and hash remain.
/// </summary>
public sealed class CallTimeline
{
    /// <summary>How far back a window reaches, in milliseconds before the piece in question starts.</summary>
    public const long WindowMs = 8_000;

    public const int WindowPieces = 5;

    internal const int Kept = 64;

    // Normalised text is as heavy as the words themselves, and only windows read it.
    private const int KeptNormalized = 16;

    private readonly Dictionary<string, (int Revision, UInt128 Hash)> _keys = [];
    private readonly List<TimelineEntry> _entries = [];
    private long _arrivals;

    internal IReadOnlyList<TimelineEntry> Entries => _entries;

    /// <summary>How many utterances the call has had.</summary>
    public int Count => _keys.Count;

    /// <param name="arrivalMs">When the fragment came, in milliseconds from the call's start; stands in for missing times.</param>
    internal Outcome Add(
        Fragment fragment, DateTimeOffset receivedAt, long arrivalMs, bool late, out TimelineEntry? entry, out TimelineEntry? replaced)
    {
        entry = null;
        replaced = null;
        if (_keys.TryGetValue(fragment.UtteranceId, out var known))
        {
            if (fragment.Revision < known.Revision)
                return Outcome.Duplicate;
            if (fragment.Revision == known.Revision)
                return fragment.TextHash == known.Hash ? Outcome.Duplicate : Contradiction(fragment);
            replaced = Find(fragment.UtteranceId);
        }

        entry = new TimelineEntry(WithTimes(fragment, replaced, arrivalMs), receivedAt, late, _arrivals++);
        Place(entry, replaced);
        return Outcome.Accepted;
    }

    /// <summary>Puts back what a store kept, scores included.</summary>
    internal void Restore(ScoredFragment scored)
    {
        var replaced = Find(scored.Fragment.UtteranceId);
        Place(
            new TimelineEntry(scored.Fragment, scored.ReceivedAt, scored.Late, _arrivals++) { Assessment = scored.Assessment },
            replaced);
    }

    internal TimelineEntry? Find(string utteranceId)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Id == utteranceId)
                return _entries[i];
        }

        return null;
    }

    /// <summary>What the same speaker said up to and with this utterance, oldest first; empty where it is not held.</summary>
    public IReadOnlyList<Piece> Window(string utteranceId) =>
        Find(utteranceId) is { } entry ? [.. WindowOf(entry).Select(piece => piece.ToPiece())] : [];

    internal List<TimelineEntry> WindowOf(TimelineEntry entry)
    {
        List<TimelineEntry> window = [entry];
        TimelineEntry? between = null;
        for (var i = _entries.LastIndexOf(entry) - 1; i >= 0 && window.Count < WindowPieces; i--)
        {
            var earlier = _entries[i];
            if (earlier.Speaker != entry.Speaker)
            {
                if (Turns.IsReal(earlier))
                    between = earlier;
                continue;
            }

            if (earlier.EndMs < entry.StartMs - WindowMs || TookTheFloor(between, earlier, window[0]))
                break;
            window.Insert(0, earlier);
            between = null;
        }

        return window;
    }

    /// <summary>Later pieces of the same speaker whose window holds <paramref name="entry"/>: what a straggler changes.</summary>
    internal List<TimelineEntry> After(TimelineEntry entry)
    {
        List<TimelineEntry> after = [];
        for (var i = _entries.LastIndexOf(entry) + 1; i > 0 && i < _entries.Count && after.Count < WindowPieces; i++)
        {
            if (_entries[i].Speaker == entry.Speaker)
            {
                if (!WindowOf(_entries[i]).Contains(entry))
                    break;
                after.Add(_entries[i]);
            }
        }

        return after;
    }

    /// <summary>Talking over somebody is not a turn: it has to fit between the two pieces.</summary>
    private static bool TookTheFloor(TimelineEntry? turn, TimelineEntry before, TimelineEntry after) =>
        turn is not null && turn.StartMs >= before.EndMs - 300 && turn.EndMs <= after.StartMs + 300;

    private void Place(TimelineEntry entry, TimelineEntry? replaced)
    {
        _keys[entry.Id] = (entry.Fragment.Revision, entry.Fragment.TextHash);
        if (replaced is not null)
            _entries.Remove(replaced);
        var at = _entries.Count;
        while (at > 0 && entry.IsBefore(_entries[at - 1]))
            at--;
        _entries.Insert(at, entry);
        if (_entries.Count > KeptNormalized)
            _entries[_entries.Count - KeptNormalized - 1].Shrink();
        if (_entries.Count > Kept)
            _entries.RemoveAt(0);
    }

    private static Fragment WithTimes(Fragment fragment, TimelineEntry? replaced, long arrivalMs)
    {
        if (fragment is { StartMs: not null, EndMs: not null })
            return fragment;
        var start = fragment.StartMs ?? replaced?.StartMs ?? Math.Min(arrivalMs, fragment.EndMs ?? arrivalMs);
        return fragment with { StartMs = start, EndMs = fragment.EndMs ?? Math.Max(start, arrivalMs) };
    }

    private static Outcome Contradiction(Fragment fragment) => Outcome.Rejected(
        "contradiction",
        "revision",
        $"revision {fragment.Revision} of utterance '{fragment.UtteranceId}' was already accepted with another text; "
        + $"send a corrected text as revision {fragment.Revision + 1} or higher");
}
