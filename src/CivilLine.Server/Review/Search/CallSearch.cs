using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Search;

/// <summary>Finds past calls. A search that takes too long is stopped: it would only be in the way of others.</summary>
internal sealed class CallSearch(
    ReviewDatabase database, IDbContextFactory<MonitorDbContext> contexts, CallReads reads, Roster roster, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int AtOnce = 2;
    private const int HitsShown = 3;
    private const int Interrupted = 9;

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>Null where it took longer than <see cref="Patience"/>.</summary>
    public async Task<SearchPage?> FindAsync(SearchQuery query, Viewer viewer, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            using var connection = database.Open();
            using var stop = either.Token.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
            return await FindAsync(query, viewer, connection, cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Keys of the calls that fit, newest first, at most <paramref name="most"/>: what a what-if runs over.</summary>
    public IReadOnlyList<long> Keys(SearchQuery query, Viewer viewer, int most)
    {
        using var connection = database.Open();
        var (sql, parameters) = SearchSql.Of(query with { Limit = most - 1, After = null }, viewer, roster.Now.AgentNames);
        return connection.Read(row => row.GetInt64(0), sql, parameters);
    }

    public void Dispose() => _turns.Dispose();

    private async Task<SearchPage> FindAsync(
        SearchQuery query, Viewer viewer, SqliteConnection connection, CancellationToken cancellationToken)
    {
        var (sql, parameters) = SearchSql.Of(query, viewer, roster.Now.AgentNames);
        var found = connection.Read(row => (Key: row.GetInt64(0), StartedAt: row.GetInt64(1)), sql, parameters);
        var page = found.Take(query.Limit).ToList();
        var keys = page.ConvertAll(one => one.Key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Calls.AsNoTracking().Where(call => keys.Contains(call.Key)).ToDictionaryAsync(call => call.Key, cancellationToken);
        var calls = keys.ConvertAll(key => rows[key]);
        var views = await reads.ViewsAsync(db, calls, cancellationToken);
        return new SearchPage(
            [.. calls.Zip(views, (call, view) => Found(connection, query.Terms, call.Key, view))],
            found.Count > query.Limit ? SearchQuery.CursorOf(page[^1].StartedAt, page[^1].Key) : null,
            (int)connection.Number("SELECT COUNT(*) FROM Waiting w JOIN store.Calls c ON c.Key = w.CallKey WHERE c.EndedAt IS NOT NULL"));
    }

    private static FoundCall Found(SqliteConnection connection, SearchTerms terms, long key, CallView view)
    {
        var labelled = (int)connection.Number("SELECT COUNT(DISTINCT UtteranceId) FROM Labels WHERE CallKey = $key", ("$key", key));
        if (terms.Count == 0)
            return new FoundCall(view, Alerts(connection, key), 0, labelled);
        var hits = StoredLines.Of(connection, key)
            .Select(line => (Line: line, terms.Find(line.Text).Spans, terms.Find(line.Text).Found))
            .Where(hit => hit.Found > 0).ToList();
        return new FoundCall(
            view,
            [.. hits.OrderByDescending(hit => hit.Found).ThenBy(hit => hit.Line.StartMs).Take(HitsShown).OrderBy(hit => hit.Line.StartMs)
                .Select(hit => new SearchHit(hit.Line.UtteranceId, hit.Line.Speaker, hit.Line.StartMs, hit.Line.Text, hit.Spans, null))],
            hits.Count,
            labelled);
    }

    private static List<SearchHit> Alerts(SqliteConnection connection, long key) => connection.Read(
        row => new SearchHit(
            StoreJson.Ids(row.GetString(0))[^1], Speaker.Customer, row.GetInt64(1), row.GetString(2), StoreJson.Highlights(row.GetString(3)),
            (Category)row.GetInt32(4)),
        """
        SELECT UtteranceIds, StartMs, Text, Highlights, Category FROM store.Alerts
        WHERE CallKey = $key AND Detection <> $withdrawn ORDER BY Severity DESC, Score DESC LIMIT 1
        """,
        ("$key", key), ("$withdrawn", (int)Detection.Withdrawn));
}
