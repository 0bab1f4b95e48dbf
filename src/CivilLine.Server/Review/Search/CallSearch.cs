using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Search;

/// <summary>Finds calls, those that go on included. A search that takes too long is stopped: it would only be in the way of others.</summary>
internal sealed class CallSearch(
    ReviewDatabase database, IDbContextFactory<MonitorDbContext> contexts, CallReads reads, Roster roster, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int AtOnce = 2;
    private const int HitsShown = 3;
    private const int Interrupted = 9;

    /// <summary>Of SQLite's own machine: a look costs far less than so many.</summary>
    private const int StepsBetweenLooks = 500;

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>Null where it took longer than <see cref="Patience"/>.</summary>
    public Task<SearchPage?> FindAsync(SearchQuery query, Viewer viewer, CancellationToken cancellationToken) =>
        AskAsync(connection => FindAsync(query, viewer, connection, cancellationToken), cancellationToken);

    /// <summary>
    /// Keys of the calls that are over and fit, newest first, at most <paramref name="most"/>: what a what-if runs over.
    /// Null where it took longer than <see cref="Patience"/>.
    /// </summary>
    public Task<IReadOnlyList<long>?> KeysAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<long>>(
            connection =>
            {
                var (sql, parameters) = SearchSql.Of(
                    query with { Limit = most - 1, After = null, IsLive = false }, viewer, roster.Now.AgentNames);
                return Task.FromResult<IReadOnlyList<long>>(connection.Read(row => row.GetInt64(0), sql, parameters));
            },
            cancellationToken);

    public Task<CallMatches?> MatchesAsync(SearchTerms terms, long key, CancellationToken cancellationToken) =>
        AskAsync(
            connection => Task.FromResult(new CallMatches(Hits(connection, terms, key).ConvertAll(hit => hit.Hit))),
            cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<T?> AskAsync<T>(Func<SqliteConnection, Task<T>> ask, CancellationToken cancellationToken) where T : class
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            using var connection = database.Open();
            var started = time.GetTimestamp();
            SQLitePCL.raw.sqlite3_progress_handler(
                connection.Handle, StepsBetweenLooks,
                _ => cancellationToken.IsCancellationRequested || time.GetElapsedTime(started) > Patience ? 1 : 0, null);
            return await ask(connection);
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
        var hits = Hits(connection, terms, key);
        return new FoundCall(
            view,
            [.. hits.OrderByDescending(hit => hit.Terms).ThenBy(hit => hit.Hit.StartMs).Take(HitsShown).Select(hit => hit.Hit)
                .OrderBy(hit => hit.StartMs)],
            hits.Count,
            labelled);
    }

    /// <summary>Every fragment in which one of the words stands, and how many of them do.</summary>
    private static List<(SearchHit Hit, int Terms)> Hits(SqliteConnection connection, SearchTerms terms, long key)
    {
        var hits = new List<(SearchHit, int)>();
        foreach (var line in StoredLines.Of(connection, key))
            if (terms.Find(line.Text) is { Found: > 0 } found)
                hits.Add((new SearchHit(line.UtteranceId, line.Speaker, line.StartMs, line.Text, found.Spans, null), found.Found));
        return hits;
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
