using CivilLine.Transcripts;
using CivilLine.Transcripts.Redaction;

namespace CivilLine.Escalation;

/// <summary>Carries what a piece completed to all that holds the earlier pieces: timeline, alerts, and what waits to be kept.</summary>
internal sealed class Redactions(CallState call)
{
    /// <returns>Whether words that were read before show less now, so that all is to be read again.</returns>
    public bool Settle(TimelineEntry entry, TimelineEntry? replaced, DateTimeOffset now)
    {
        var changed = SplitNumbers.Complete(call.Timeline.Entries, entry, replaced);
        HashSet<string>? ids = null;
        foreach (var one in changed)
        {
            if (!ReferenceEquals(one, entry))
                Note(one, ref ids);
        }

        // Whether earlier revisions showed more is for the store to find out: only the newest is held here.
        if (entry.Fragment.Revision > 0 && Erasure.HasLabel(entry.Fragment.Text) && !ShowsSame(entry, replaced))
            Note(entry, ref ids);
        if (ids is not null)
            call.Alerts.Redact(ids, id => call.Timeline.Find(id)?.Fragment.Text, now);
        return ids is not null;
    }

    private void Note(TimelineEntry entry, ref HashSet<string>? ids)
    {
        var fragment = entry.Fragment;
        (ids ??= []).Add(fragment.UtteranceId);
        call.Rewritings.Add(new Rewriting(fragment.UtteranceId, fragment.Revision, fragment.Text));
        for (var i = 0; i < call.Fragments.Count; i++)
        {
            var kept = call.Fragments[i];
            if (kept.Fragment.UtteranceId == fragment.UtteranceId)
                call.Fragments[i] = kept with
                {
                    Fragment = kept.Fragment with
                    {
                        Text = kept.Fragment.Revision == fragment.Revision ? fragment.Text : Redactor.Erase(kept.Fragment.Text, fragment.Text),
                    },
                };
        }
    }

    /// <summary>An interim that grew behind its labels took nothing away that was not taken before.</summary>
    private static bool ShowsSame(TimelineEntry entry, TimelineEntry? replaced) =>
        replaced is not null && entry.Fragment.Text.StartsWith(replaced.Fragment.Text.TrimEnd('.', ',', ' '), StringComparison.OrdinalIgnoreCase)
        && Erasure.HasLabel(replaced.Fragment.Text) && LastLabel(entry) == LastLabel(replaced);

    private static int LastLabel(TimelineEntry entry) => entry.Fragment.Text.LastIndexOf(']');
}
