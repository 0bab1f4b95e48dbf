using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>
/// Reads what alerts out of a run: pieces of one speaker, each in the window of the next. Taken piece by piece in the order
/// in which they were said, so that the same pieces give the same sayings in whatever order they came.
/// </summary>
internal sealed class SayingReader(CallState call)
{
    /// <summary>What alerts in the run of <paramref name="entry"/> up to and with it.</summary>
    public IReadOnlyList<Saying> UpTo(TimelineEntry entry)
    {
        var unread = new Stack<TimelineEntry>();
        IReadOnlyList<Saying> before = [];
        for (TimelineEntry? at = entry; at is not null; at = Before(at))
        {
            if (at.Sayings is { } known)
            {
                before = known;
                break;
            }

            unread.Push(at);
        }

        foreach (var piece in unread)
            piece.Sayings = before = Step(before, piece);
        return before;
    }

    /// <summary>The piece before in the same run.</summary>
    public TimelineEntry? Before(TimelineEntry entry) => call.Timeline.WindowOf(entry) is [.., var before, _] ? before : null;

    /// <summary>The piece after in the same run.</summary>
    public TimelineEntry? After(TimelineEntry entry) =>
        call.Timeline.Next(entry, entry.Speaker) is { } next && Before(next) == entry ? next : null;

    public TimelineEntry EndOf(TimelineEntry entry)
    {
        while (After(entry) is { } next)
            entry = next;
        return entry;
    }

    private List<Saying> Step(IReadOnlyList<Saying> before, TimelineEntry entry)
    {
        var read = call.Read(entry);
        var sayings = Settled(before, entry);
        if (Finding.Of(read.Assessment, call.Policy) is { Alerts: true } found)
            Raise(sayings, entry, read, found, isFeared: false);
        else if (call.Scorer.Foresee(entry.ToPiece()) is { } feared && Finding.Of(feared.Assessment, call.Policy) is { Alerts: true } fear)
            Raise(sayings, entry, feared, fear, isFeared: true);
        if (entry.IsFinal)
            Finish(sayings, entry, read);
        else
            Doubt(sayings, entry, read);
        return sayings;
    }

    /// <summary>The other side took its turn, or a pause was longer than anyone waits: what was left open is said.</summary>
    private List<Saying> Settled(IReadOnlyList<Saying> before, TimelineEntry entry)
    {
        var sayings = new List<Saying>(before);
        for (var i = sayings.Count - 1; i >= 0; i--)
        {
            if (!sayings[i].IsSaid && LastOf(sayings[i]) is { IsFinal: true } last
                && (entry.StartMs > last.EndMs + call.Policy.OpenHold.TotalMilliseconds || call.Timeline.HasTurnBetween(last, entry)))
                Decide(sayings, i);
        }

        return sayings;
    }

    private void Raise(List<Saying> sayings, TimelineEntry entry, WindowAssessment read, Finding found, bool isFeared)
    {
        var ids = read.UtteranceIds;
        var same = sayings.FindLastIndex(saying => !saying.IsSaid && saying.Touches(ids));
        if (same < 0 && read.Superseded.Count > 0)
        {
            // Words that the joined text reads otherwise, and alerts on all the same: "hostility and swearing" became
            // swearing alone. Carried on, where taking it back would lose what still stands.
            same = sayings.FindLastIndex(saying => saying.IsSaid && saying.IsWithin(read.Superseded) && saying.IsWithin(ids));
        }

        var carried = same < 0 ? null : sayings[same];
        if (sayings.FindLast(saying => Keeps(saying, carried, ids)) is { } other)
        {
            // Some of the words alert already: only what is new in the rest is another.
            var rest = call.Timeline.WindowOf(entry).FindAll(piece =>
                ids.Contains(piece.Id) && !sayings.Exists(saying => Keeps(saying, carried, ids) && saying.UtteranceIds.Contains(piece.Id)));
            var alone = call.Scorer.Assess([.. rest.Select(piece => piece.ToPiece())]);
            if (Finding.Of(alone.Assessment, call.Policy) is { Alerts: true } own)
                (read, ids, found) = (alone, alone.UtteranceIds, own);
            else if (found.Severity > other.Finding.Severity)
                ids = [.. rest.Select(piece => piece.Id)];
            else
                return;
        }

        sayings.RemoveAll(saying => saying != carried && !saying.IsSaid && saying.IsWithin(ids));
        var first = call.Timeline.Find(ids[0]) ?? entry;
        var raised = new Saying(
            found, read.Joined, ids, first.StartMs, Math.Max(entry.EndMs, first.EndMs),
            (entry.IsFinal && !read.IsOpen && !isFeared) || carried?.IsSaid == true, read.IsOpen, isFeared);
        if (carried is null)
            sayings.Add(raised);
        else
            sayings[sayings.IndexOf(carried)] = raised;
    }

    /// <summary>Another saying that keeps some of these utterances; one that lies wholly inside them and waits will give way.</summary>
    private static bool Keeps(Saying saying, Saying? carried, IReadOnlyList<string> ids) =>
        saying != carried && saying.Touches(ids) && (saying.IsSaid || !saying.IsWithin(ids));

    private void Finish(List<Saying> sayings, TimelineEntry entry, WindowAssessment read)
    {
        if (read.Superseded.Count > 0)
            sayings.RemoveAll(saying => !saying.UtteranceIds.Contains(entry.Id) && saying.IsWithin(read.Superseded));
        for (var i = sayings.Count - 1; i >= 0; i--)
        {
            if (!sayings[i].IsSaid && sayings[i].UtteranceIds[^1] != entry.Id && LastOf(sayings[i]) is { IsFinal: true })
                Decide(sayings, i);
        }
    }

    private static void Doubt(List<Saying> sayings, TimelineEntry entry, WindowAssessment read)
    {
        for (var i = 0; i < sayings.Count && read.Superseded.Count > 0; i++)
        {
            if (!sayings[i].IsSaid && !sayings[i].UtteranceIds.Contains(entry.Id) && sayings[i].IsWithin(read.Superseded))
                sayings[i] = sayings[i] with { IsDoubted = true };
        }
    }

    private static void Decide(List<Saying> sayings, int at)
    {
        if (sayings[at].IsFeared)
            sayings.RemoveAt(at);
        else
            sayings[at] = sayings[at] with { IsSaid = true, IsDoubted = false };
    }

    private TimelineEntry? LastOf(Saying saying) => call.Timeline.Find(saying.UtteranceIds[^1]);
}
