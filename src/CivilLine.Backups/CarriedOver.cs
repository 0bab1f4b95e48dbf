using Microsoft.Data.Sqlite;

namespace CivilLine.Backups;

/// <summary>
/// What a restore must not undo: calls that were erased since stay erased, legal holds stand, and no number that was given
/// is given again, since pages and webhooks go by them.
/// </summary>
internal static class CarriedOver
{
    private const string Rows = """
        INSERT OR IGNORE INTO restored.ErasedCalls (IdHash, CallKey, At, Why) SELECT IdHash, CallKey, At, Why FROM main.ErasedCalls ORDER BY Id;
        INSERT OR IGNORE INTO restored.LegalHolds (CallKey, CallId, Reason, By, ById, At)
            SELECT h.CallKey, h.CallId, h.Reason, h.By, h.ById, h.At FROM main.LegalHolds h
            JOIN restored.Calls c ON c.Key = h.CallKey AND c.CallId = h.CallId;
        INSERT INTO restored.Marks (Id, Version, CallKey, Fragment) SELECT 1,
            MAX((SELECT COALESCE(MAX(Version), 0) FROM main.AlertChanges), (SELECT COALESCE(MAX(Version), 0) FROM main.Incidents), COALESCE((SELECT Version FROM main.Marks), 0)),
            MAX((SELECT COALESCE(MAX(Key), 0) FROM main.Calls), COALESCE((SELECT CallKey FROM main.Marks), 0)),
            MAX((SELECT COALESCE(MAX(Id), 0) FROM main.Fragments), COALESCE((SELECT Fragment FROM main.Marks), 0)) WHERE 1
            ON CONFLICT (Id) DO UPDATE SET
                Version = MAX(Version, excluded.Version), CallKey = MAX(CallKey, excluded.CallKey), Fragment = MAX(Fragment, excluded.Fragment);
        """;

    /// <returns>What could not be carried over, for the operator; null where nothing is left to say.</returns>
    public static string? From(string replaced, string restored)
    {
        if (!File.Exists(replaced))
            return null;
        try
        {
            using var connection = StoreSnapshot.Open(replaced, SqliteOpenMode.ReadWrite);
            Run(connection, "ATTACH DATABASE $restored AS restored", ("$restored", restored));
            if (!Has(connection, "main"))
                return null;
            if (!Has(connection, "restored"))
                return Number(connection, "SELECT COUNT(*) FROM main.ErasedCalls") is > 0 and var erased
                    ? $"The backup is of a version that kept no record of erasures: {erased} calls were erased in this folder, and those that are in the backup are back. Erase them again."
                    : null;
            using var transaction = connection.BeginTransaction();
            Run(connection, Rows);
            transaction.Commit();
            return null;
        }
        catch (SqliteException fault)
        {
            return $"What was here before cannot be read ({fault.Message}): calls that were erased since the backup are back, and legal holds put since are gone.";
        }
    }

    private static bool Has(SqliteConnection connection, string schema) =>
        Number(connection, $"SELECT COUNT(*) FROM {schema}.sqlite_master WHERE name IN ('ErasedCalls', 'LegalHolds', 'Marks')") == 3;

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
