using System.Buffers;
using CivilLine.Store;
using CivilLine.Telemetry;
using CivilLine.Transcripts;

namespace CivilLine.Health;

/// <summary>
/// Tells the watch how old words were and how many were hidden. Behind the commit, so that it costs the way in
/// nothing; a batch that it misses under load is missing from these counts alone.
/// </summary>
internal sealed class SourceFollower(CommittedUnits committed, SourceWatch sources, CivilLineMetrics metrics, TimeProvider time) : CommittedFollower(committed)
{
    /// <summary>What every mask begins with or holds; texts without one need no second look.</summary>
    private static readonly SearchValues<char> Openers = SearchValues.Create("*#[<({-");

    protected override void Take(CommittedUnit unit)
    {
        if (unit.Fragments.Count == 0)
            return;
        var (masked, unscored, late) = (0, 0, 0);
        foreach (var scored in unit.Fragments)
        {
            var fragment = scored.Fragment;
            late += scored.Late ? 1 : 0;
            if (scored.Unscored && fragment.IsFinal)
            {
                unscored++;
                metrics.Unscored(fragment.Source);
            }
            // An utterance that grows would count its mask with each revision.
            if (!fragment.IsFinal || !MayHoldMask(fragment.Text))
                continue;
            var hidden = Normalizer.Normalize(fragment.Text).Masks;
            masked += hidden;
            if (hidden > 0)
                metrics.Masked(fragment.Source, hidden);
        }
        sources.Of(unit.OwnerKeyId).Heard(unit.Fragments.Count, unit.View.SaidMsAgo, (long)time.GetElapsedTime(unit.ReceivedAt).TotalMilliseconds, masked, unscored, late);
    }

    private static bool MayHoldMask(string text) => text.AsSpan().ContainsAny(Openers);
}
