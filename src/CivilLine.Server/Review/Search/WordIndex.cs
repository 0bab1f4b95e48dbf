using System.Text;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Search;

/// <summary>
/// Brings what was said into the index, in the background: it reads what the writer has committed, so that search costs
/// the way in nothing. The index is a copy: delete the file's table, or the file of a store without labels, and it is
/// built again.
/// </summary>
internal sealed partial class WordIndex(ReviewDatabase database, IndexLag lag, TimeProvider time, ILogger<WordIndex> log) : BackgroundWork("review index")
{
    /// <summary>A letter of no language: stands between utterances, so that no phrase reaches over two of them.</summary>
    private const string Between = " \uE000 ";
    private const int FragmentsAtOnce = 5000;
    private const int CallsAtOnce = 50;
    private const int FewestDigits = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LiveShare = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(30);

    protected override void Run()
    {
        DateTimeOffset? swept = null;
        long? live = null;
        while (!Stopping.IsCancellationRequested)
        {
            var isBusy = false;
            try
            {
                using var connection = database.Open();
                // Parts of the index that were merged, and labels that went, must not stay in the file's unused bytes.
                connection.Run("PRAGMA secure_delete = ON");
                isBusy = ErasedTraces.Follow(connection);
                isBusy |= Notice(connection) | IndexEnded(connection);
                // While the way in is busy one turn follows another at once: live calls keep to a share of time, not of turns.
                if (live is not { } last || time.GetElapsedTime(last) >= Pause)
                {
                    IndexLive(connection);
                    live = time.GetTimestamp();
                }
                lag.Look(
                    connection.Number("SELECT COALESCE(MIN(Place), 0) FROM Waiting"), connection.Number("SELECT COALESCE(MAX(Place), 0) FROM Waiting"));
                if (swept is null || time.GetUtcNow() - swept >= SweepEvery)
                {
                    Sweep(connection);
                    swept = time.GetUtcNow();
                }
            }
            catch (Exception exception)
            {
                // Whatever it was: on a thread of one's own it would end the server.
                Log.Failed(log, exception);
                lag.Stuck();
                isBusy = false;
            }
            if (!isBusy)
                Stopping.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Notes which calls have new words.</summary>
    private bool Notice(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        var after = connection.Number("SELECT LastFragment FROM Indexed");
        var last = connection.Number(
            "SELECT COALESCE(MAX(Id), 0) FROM (SELECT Id FROM store.Fragments WHERE Id > $after ORDER BY Id LIMIT $limit)",
            ("$after", after), ("$limit", FragmentsAtOnce));
        if (last == 0)
            return false;
        connection.Run(
            "INSERT OR IGNORE INTO Waiting (CallKey) SELECT DISTINCT CallKey FROM store.Fragments WHERE Id > $after AND Id <= $last",
            ("$after", after), ("$last", last));
        connection.Run("UPDATE Indexed SET LastFragment = $last", ("$last", last));
        var since = connection.Number("SELECT ReceivedAt FROM store.Fragments WHERE Id > $after ORDER BY Id LIMIT 1", ("$after", after));
        transaction.Commit();
        lag.Noticed(DateTimeOffset.FromUnixTimeMilliseconds(since), connection.Number("SELECT COALESCE(MAX(Place), 0) FROM Waiting"));
        return true;
    }

    private static bool IndexEnded(SqliteConnection connection)
    {
        var keys = Waiting(connection, "c.EndedAt IS NOT NULL", CallsAtOnce);
        if (keys.Count == 0)
            return false;
        using var transaction = connection.BeginTransaction();
        foreach (var key in keys)
        {
            // Its former words stay in the index until it is merged.
            if (connection.Number("SELECT COUNT(*) FROM store.Fragments WHERE CallKey = $key AND Late <> 0", ("$key", key)) > 0)
                ErasedTraces.Leave(connection);
            Index(connection, key, isLive: false);
        }
        transaction.Commit();
        return true;
    }

    /// <summary>
    /// A call that goes on is read whole again whenever words came, since a revision takes an earlier one's place.
    /// Those that wait longest come first, for a share of each second: many live calls make the index later, not the server slower.
    /// </summary>
    private void IndexLive(SqliteConnection connection)
    {
        var keys = Waiting(connection, "c.EndedAt IS NULL", CallsAtOnce * 4);
        if (keys.Count == 0)
            return;
        var started = time.GetTimestamp();
        using var transaction = connection.BeginTransaction();
        foreach (var key in keys.TakeWhile((_, i) => i == 0 || time.GetElapsedTime(started) < LiveShare))
            Index(connection, key, isLive: true);
        transaction.Commit();
    }

    private static List<long> Waiting(SqliteConnection connection, string which, int most) => connection.Read(
        row => row.GetInt64(0),
        $"SELECT w.CallKey FROM Waiting w JOIN store.Calls c ON c.Key = w.CallKey WHERE {which} ORDER BY w.Place LIMIT $limit",
        ("$limit", most));

    private static void Index(SqliteConnection connection, long key, bool isLive)
    {
        connection.Run("DELETE FROM Words WHERE rowid = $key", ("$key", key));
        connection.Run("INSERT INTO Words (rowid, Text) VALUES ($key, $text)", ("$key", key), ("$text", TextOf(connection, key, isLive)));
        connection.Run("DELETE FROM Waiting WHERE CallKey = $key", ("$key", key));
    }

    /// <summary>
    /// While a call goes on its numbers stay out: the next words may show them to be a card's, and the index does not
    /// forget what it has read before its parts are merged.
    /// </summary>
    private static string TextOf(SqliteConnection connection, long key, bool isLive)
    {
        var text = new StringBuilder();
        foreach (var line in StoredLines.Of(connection, key))
            text.Append(isLive ? Redactor.WithoutNumbers(line.Text, FewestDigits) : line.Text).Append(Between);
        return text.ToString();
    }

    /// <summary>What belongs to calls that the store has no more goes too.</summary>
    private static void Sweep(SqliteConnection connection)
    {
        ErasedTraces.Remove(connection);
        connection.Run("DELETE FROM Words WHERE rowid IN (SELECT rowid FROM Words EXCEPT SELECT Key FROM store.Calls)");
        connection.Run("DELETE FROM Waiting WHERE CallKey NOT IN (SELECT Key FROM store.Calls)");
        connection.Run("DELETE FROM Labels WHERE CallKey NOT IN (SELECT Key FROM store.Calls)");
    }

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "The search index could not be brought up to date; the next turn tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
