using CivilLine.Escalation;
using CivilLine.Review;
using Microsoft.Data.Sqlite;

namespace CivilLine.Privacy;

/// <summary>
/// Takes a call with all that hangs on it out of the store. Part of the writer: used by its thread, in its transaction, on
/// its connection, which leaves no words in the file's unused bytes.
/// </summary>
internal static class CallErasure
{
    public static ErasureResult Erase(SqliteConnection connection, Erasure erasure, (long Version, long CallKey, long Fragment) given)
    {
        var key = ("$key", (object?)erasure.CallKey);
        if (connection.Number("SELECT COUNT(*) FROM Calls WHERE Key = $key", key) == 0)
            return new ErasureResult(ErasureOutcome.NotFound);
        if (connection.Number("SELECT COUNT(*) FROM LegalHolds WHERE CallKey = $key", key) > 0)
            return new ErasureResult(ErasureOutcome.Held);
        if (erasure.Why == ErasedWhy.Retention && connection.Number($"SELECT COUNT(*) FROM Incidents i WHERE i.CallKey = $key AND {OpenIncident}", key) > 0)
            return new ErasureResult(ErasureOutcome.OpenIncident);
        var deliveries = connection.Run("DELETE FROM Deliveries WHERE CallId = $call", ("$call", erasure.CallId));
        connection.Run("DELETE FROM AlertChanges WHERE CallKey = $key", key);
        var rows = new ErasedRows(
            connection.Run("DELETE FROM Fragments WHERE CallKey = $key", key),
            connection.Run("DELETE FROM Alerts WHERE CallKey = $key", key),
            connection.Run("DELETE FROM Incidents WHERE CallKey = $key", key),
            connection.Run("DELETE FROM CallActs WHERE CallKey = $key", key),
            connection.Run("DELETE FROM LadderMoves WHERE CallKey = $key", key),
            deliveries);
        connection.Run("DELETE FROM Calls WHERE Key = $key", key);
        // One that a restore had brought back has been erased before; the index follows by numbers that it has not seen yet.
        connection.Run("DELETE FROM ErasedCalls WHERE IdHash = $hash", ("$hash", erasure.IdHash));
        var number = connection.Number(
            "INSERT INTO ErasedCalls (IdHash, CallKey, At, Why) VALUES ($hash, $key, $at, $why) RETURNING Id",
            ("$hash", erasure.IdHash), key, ("$at", erasure.At.ToUnixTimeMilliseconds()), ("$why", (int)erasure.Why));
        connection.Run(
            """
            INSERT INTO Marks (Id, Version, CallKey, Fragment) VALUES (1, $version, $call, $fragment)
            ON CONFLICT (Id) DO UPDATE SET Version = excluded.Version, CallKey = excluded.CallKey, Fragment = excluded.Fragment
            """,
            ("$version", given.Version), ("$call", given.CallKey), ("$fragment", given.Fragment));
        return new ErasureResult(ErasureOutcome.Erased, rows, number);
    }

    /// <summary>Of <c>Incidents i</c>: somebody still has to see to it.</summary>
    public static readonly string OpenIncident = $"i.Stands AND i.Work NOT IN ({(int)WorkState.Resolved}, {(int)WorkState.Dismissed})";
}
