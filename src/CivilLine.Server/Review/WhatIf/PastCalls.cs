using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.WhatIf;

/// <summary>Reads what a what-if decides again, one call a time: a long read would keep the store's log from being shortened.</summary>
internal sealed class PastCalls(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <summary>Null where the store has it no more.</summary>
    public PastCall? Find(long key)
    {
        using var db = contexts.CreateDbContext();
        if (db.Calls.AsNoTracking().FirstOrDefault(call => call.Key == key) is not { } row)
            return null;
        var fragments = db.Fragments.AsNoTracking().Where(fragment => fragment.CallKey == key).OrderBy(fragment => fragment.Id).ToList();
        var warnings = db.CallActs.AsNoTracking().Where(act => act.CallKey == key && act.Kind == "warningSaid").OrderBy(act => act.Id)
            .Select(act => act.At).ToList();
        return new PastCall(CallStore.Facts(row), fragments.ConvertAll(fragment => CallStore.Scored(row, fragment)), warnings);
    }
}
