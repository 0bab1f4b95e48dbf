using System.Collections.Concurrent;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.Shadow;

/// <summary>Of one commit of a call, what the second model is to hear.</summary>
/// <param name="Finals">Those that did not come after the call's end.</param>
internal sealed record ShadowTurn(
    long CallKey, CallView Call, IReadOnlyList<ScoredFragment> Finals, IReadOnlyList<DateTimeOffset> WarningsSaid);

/// <summary>
/// Takes what was committed and holds it for the second model. Behind the commit and bounded: where the second model is
/// too slow, turns are left out and counted, and nobody waits.
/// </summary>
internal sealed class ShadowQueue(CommittedUnits committed, ShadowTally tally, IOptions<ShadowOptions> options) : CommittedFollower(committed)
{
    private readonly BlockingCollection<ShadowTurn> _turns = new(options.Value.Queue);

    public int Waiting => _turns.Count;

    public IEnumerable<ShadowTurn> Turns(CancellationToken cancellationToken) => _turns.GetConsumingEnumerable(cancellationToken);

    public override void Dispose()
    {
        base.Dispose();
        _turns.Dispose();
    }

    protected override void Take(CommittedUnit unit)
    {
        if (TurnOf(unit) is { } turn && !_turns.TryAdd(turn, 0, CancellationToken.None))
            tally.Dropped(turn.Finals.Count);
    }

    private static ShadowTurn? TurnOf(CommittedUnit unit)
    {
        var finals = unit.Fragments.Where(one => one.Fragment.IsFinal && !one.Late).ToList();
        var warnings = (unit.Acts ?? []).Where(act => act.Act is WarningSaid).Select(act => act.At).ToList();
        return finals.Count == 0 && warnings.Count == 0 && unit.View.EndedAt is null
            ? null
            : new ShadowTurn(unit.CallKey, unit.View, finals, warnings);
    }
}
