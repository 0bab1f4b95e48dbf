using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Transcripts;

/// <summary>
/// The utterances of one call, newest revision each, ordered by start and sequence whatever the order in which they came;
/// arrival orders only what comes without either. Only the newest are held with their words; of older ones the key, revision and hash remain.
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

    internal IReadOnlyList<TimelineEntry> Entries => _entries;

    /// <summary>How many utterances the call has had.</summary>
    public int Count => _keys.Count;

    /// <param name="arrivalMs">When the fragment came, in milliseconds from the call's start; stands in for missing times.</param>
    /// <param name="hold">A new piece that comes longer than this after words that were said after it is late.</param>
    internal Outcome Add(
        Fragment fragment, DateTimeOffset receivedAt, long arrivalMs, bool late, TimeSpan hold, out TimelineEntry? entry, out TimelineEntry? replaced)
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

        var number = Lower(replaced?.Number, fragment.Sequence);
        var timed = WithTimes(fragment, number, replaced, arrivalMs);
        late |= !IsKnown(fragment) && IsOvertaken(timed, receivedAt - hold);
        entry = new TimelineEntry(timed, receivedAt, late) { IsUntimed = fragment.StartMs is null };
        entry.Begin(number, entry.StartMs);
        Place(entry, replaced);
        return Outcome.Accepted;
    }

    /// <summary>
    /// An overtaken revision says nothing new but its number: an utterance without a time stands where it was begun, whichever of
    /// its revisions came first.
    /// </summary>
    /// <returns>What stands elsewhere now; null where nothing does.</returns>
    internal TimelineEntry? PlaceByNumber(Fragment overtaken)
    {
        if (overtaken.Sequence is not { } number || Find(overtaken.UtteranceId) is not { } entry || entry.Number <= number)
            return null;
        var (at, start) = (_entries.IndexOf(entry), entry.StartMs);
        _entries.RemoveAt(at);
        entry.Begin(number, entry.IsUntimed ? FreeStart(entry.Fragment.Source, number, start) : start);
        Insert(entry);
        return _entries.IndexOf(entry) != at || entry.StartMs != start ? entry : null;
    }

    /// <summary>Puts back what a store kept, scores included.</summary>
    internal void Restore(ScoredFragment scored)
    {
        var replaced = Find(scored.Fragment.UtteranceId);
        var entry = new TimelineEntry(scored.Fragment, scored.ReceivedAt, scored.Late) { Assessment = scored.Assessment, IsForeign = scored.Unscored };
        entry.Begin(scored.Number ?? scored.Fragment.Sequence, entry.StartMs);
        Place(entry, replaced);
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
                if (earlier.IsTurn)
                    between = earlier;
                continue;
            }

            if (earlier.IsForeign != entry.IsForeign)
                continue;

            if (earlier.EndMs < entry.StartMs - WindowMs || TookTheFloor(between, earlier, window[0]))
                break;
            window.Insert(0, earlier);
            between = null;
        }

        return window;
    }

    /// <summary>The newest of the speaker's later pieces that is still being said and whose window holds <paramref name="entry"/>.</summary>
    internal TimelineEntry? InterimAfter(TimelineEntry entry)
    {
        TimelineEntry? interim = null;
        for (var next = Next(entry, entry.Speaker); next is not null && WindowOf(next).Contains(entry); next = Next(next, next.Speaker))
            interim = next.IsFinal ? interim : next;
        return interim;
    }

    /// <summary>Whether anything of the other side that takes the floor stands between the two; to the end where the second is null.</summary>
    internal bool HasTurnBetween(TimelineEntry entry, TimelineEntry? end)
    {
        for (var i = _entries.IndexOf(entry) + 1; i > 0 && i < _entries.Count && _entries[i] != end; i++)
        {
            if (_entries[i].Speaker != entry.Speaker && _entries[i].IsTurn)
                return true;
        }

        return false;
    }

    internal bool HasFinalAfter(TimelineEntry entry)
    {
        for (var next = Next(entry, entry.Speaker); next is not null; next = Next(next, next.Speaker))
        {
            if (next.IsFinal)
                return true;
        }

        return false;
    }

    /// <summary>The last piece of <paramref name="speaker"/>, in a language that is read, before <paramref name="entry"/>.</summary>
    internal TimelineEntry? Before(TimelineEntry entry, Speaker speaker) =>
        _entries.FindLast(other => other.Speaker == speaker && !other.IsForeign && other.IsBefore(entry));

    /// <summary>The first piece of <paramref name="speaker"/>, in a language that is read, after <paramref name="entry"/>.</summary>
    internal TimelineEntry? Next(TimelineEntry entry, Speaker speaker) =>
        _entries.Find(other => other.Speaker == speaker && !other.IsForeign && entry.IsBefore(other));

    /// <summary>Talking over somebody is not a turn: it has to fit between the two pieces.</summary>
    private static bool TookTheFloor(TimelineEntry? turn, TimelineEntry before, TimelineEntry after) =>
        turn is not null && turn.StartMs >= before.EndMs - 300 && turn.EndMs <= after.StartMs + 300;

    private void Place(TimelineEntry entry, TimelineEntry? replaced)
    {
        _keys[entry.Id] = (entry.Fragment.Revision, entry.Fragment.TextHash);
        if (replaced is not null)
            _entries.Remove(replaced);
        Insert(entry);
        if (_entries.Count > KeptNormalized)
            _entries[_entries.Count - KeptNormalized - 1].Shrink();
        if (_entries.Count > Kept)
            _entries.RemoveAt(0);
    }

    private void Insert(TimelineEntry entry)
    {
        var at = _entries.Count;
        while (at > 0 && entry.IsBefore(_entries[at - 1]))
            at--;
        _entries.Insert(at, entry);
    }

    private static long? Lower(long? one, long? other) => one is null || other < one ? other ?? one : one;

    private bool IsKnown(Fragment fragment) => _keys.ContainsKey(fragment.UtteranceId);

    /// <summary>Whether words that were said after these were heard before <paramref name="since"/>.</summary>
    private bool IsOvertaken(Fragment timed, DateTimeOffset since)
    {
        for (var i = _entries.Count - 1; i >= 0 && _entries[i].StartMs >= timed.EndMs; i--)
        {
            if (_entries[i].ReceivedAt < since)
                return true;
        }

        return false;
    }

    private Fragment WithTimes(Fragment fragment, long? number, TimelineEntry? replaced, long arrivalMs)
    {
        if (fragment is { StartMs: not null, EndMs: not null })
            return fragment;
        var start = fragment.StartMs ?? (replaced is not null && replaced.Number == number
            ? replaced.StartMs
            : FreeStart(fragment.Source, number, replaced?.StartMs ?? Math.Min(arrivalMs, fragment.EndMs ?? arrivalMs)));
        return fragment with { StartMs = start, EndMs = fragment.EndMs ?? Math.Max(start, arrivalMs) };
    }

    /// <summary>
    /// Where a piece without a time stands: before what its speaker's higher sequence numbers say, or else after all that
    /// came in the same millisecond.
    /// </summary>
    private long FreeStart(string? source, long? number, long start)
    {
        if (number is not null)
        {
            foreach (var entry in _entries)
            {
                if (entry.Number > number && entry.Fragment.Source == source)
                    start = Math.Min(start, entry.StartMs);
            }

            return start;
        }

        while (_entries.Exists(entry => entry.StartMs == start))
            start++;
        return start;
    }

    private static Outcome Contradiction(Fragment fragment) => Outcome.Rejected(
        "contradiction",
        "revision",
        $"revision {fragment.Revision} of utterance '{fragment.UtteranceId}' was already accepted with another text; "
        + $"send a corrected text as revision {fragment.Revision + 1} or higher");
}
