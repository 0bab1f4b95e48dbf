using CivilLine.Privacy;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Search;

/// <summary>
/// Takes labels and index after calls that were erased. The index forgets words only when its parts are merged, which reads
/// all of it: at once where somebody asked for the erasure, and with the next sweep where a call's time was over.
/// </summary>
internal static class ErasedTraces
{
    private const int AtOnce = 500;

    /// <returns>Whether there may be more.</returns>
    public static bool Follow(SqliteConnection connection)
    {
        var erased = connection.Read(
            row => (Id: row.GetInt64(0), Key: row.GetInt64(1), Why: (ErasedWhy)row.GetInt32(2)),
            "SELECT Id, CallKey, Why FROM store.ErasedCalls WHERE Id > (SELECT LastErased FROM Cleared) ORDER BY Id LIMIT $limit", ("$limit", AtOnce));
        if (erased.Count == 0)
            return false;
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var (_, key, _) in erased)
            {
                connection.Run("DELETE FROM Words WHERE rowid = $key", ("$key", key));
                connection.Run("DELETE FROM Waiting WHERE CallKey = $key", ("$key", key));
                connection.Run("DELETE FROM Labels WHERE CallKey = $key", ("$key", key));
            }
            Leave(connection);
            transaction.Commit();
        }
        if (erased.Exists(one => one.Why == ErasedWhy.Request))
            Remove(connection);
        // Last: where it was cut off before, all of it is done again.
        connection.Run("UPDATE Cleared SET LastErased = $last", ("$last", erased[^1].Id));
        return erased.Count == AtOnce;
    }

    /// <summary>Words went that the index still has somewhere.</summary>
    public static void Leave(SqliteConnection connection) => connection.Run("UPDATE Cleared SET HasTraces = 1 WHERE HasTraces = 0");

    public static void Remove(SqliteConnection connection)
    {
        if (connection.Number("SELECT HasTraces FROM Cleared") == 0)
            return;
        connection.Run("INSERT INTO Words (Words) VALUES ('optimize')");
        connection.Run("UPDATE Cleared SET HasTraces = 0");
        // Its log has the pages as they were. Where somebody reads, the log goes with a later commit.
        connection.Run("PRAGMA main.wal_checkpoint(TRUNCATE)");
    }
}
