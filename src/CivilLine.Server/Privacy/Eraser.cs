using CivilLine.Calls;
using CivilLine.Ingest;
using CivilLine.Review.Shadow;
using CivilLine.Review.WhatIf;
using CivilLine.Telemetry;

namespace CivilLine.Privacy;

/// <summary>Erases calls everywhere that this server keeps something of them; the index follows by itself.</summary>
internal sealed class Eraser(IGrainFactory grains, TextHasher hasher, WhatIfShelf whatIfs, ShadowTally shadow, CivilLineMetrics metrics)
{
    public async Task<ErasureResult> EraseAsync(string callId, ErasedWhy why)
    {
        var result = await grains.GetGrain<ICallGrain>(callId).Erase(new EraseRequest(hasher.HashCall(callId), why));
        if (result.Outcome != ErasureOutcome.Erased)
            return result;
        whatIfs.Forget(callId);
        shadow.Forget(callId);
        metrics.CallErased(why);
        return result;
    }
}
