using CivilLine.Scoring;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Privacy;

/// <summary>How retention stands: its last run, from before a restart too, and when the next is.</summary>
internal sealed class RetentionState(IDbContextFactory<MonitorDbContext> contexts, RetentionRules rules)
{
    private const int Shown = 30;
    private volatile RetentionRunRow? _last;

    public RetentionRunRow? Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>Null where no call has an end of its time, and before the first run.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        Last = await db.RetentionRuns.AsNoTracking().OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<RetentionView> ViewAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await db.RetentionRuns.AsNoTracking().OrderByDescending(one => one.Id).Take(Shown).ToListAsync(cancellationToken);
        return new RetentionView(
            [.. rules.All.Select(rule => new RetentionRuleView(rule.Team, rule.Category, rule.Days))], NextAt, runs.ConvertAll(RetentionRunView.Of),
            await db.LegalHolds.CountAsync(cancellationToken));
    }
}

/// <param name="Rules">A call's team decides which apply, and its alerts' categories which of those; the longest where there are several.</param>
/// <param name="Runs">The last ones, newest first.</param>
internal sealed record RetentionView(
    IReadOnlyList<RetentionRuleView> Rules, DateTimeOffset? NextAt, IReadOnlyList<RetentionRunView> Runs, int LegalHolds);

/// <param name="Team">Null for every team that has no times of its own.</param>
/// <param name="Category">Null for calls without an alert of a category named beside it.</param>
/// <param name="Days">After the call's end; null for ever.</param>
internal sealed record RetentionRuleView(string? Team, Category? Category, int? Days);

/// <param name="Held">Calls whose time was over and that a legal hold kept; <paramref name="OpenIncidents"/> those that an open incident kept.</param>
/// <param name="Failed">Calls that could not be erased; the next run tries again.</param>
internal sealed record RetentionRunView(DateTimeOffset At, long TookMs, int Erased, int Held, int OpenIncidents, int Failed)
{
    public static RetentionRunView Of(RetentionRunRow row) => new(row.At, row.TookMs, row.Erased, row.Held, row.Open, row.Failed);
}
