using Microsoft.Data.Sqlite;

namespace CivilLine.Backups;

/// <summary>One database as it stood at one moment, while others go on writing it.</summary>
public static class StoreSnapshot
{
    private const int Corrupt = 11, Full = 13, NotADatabase = 26;

    /// <summary>
    /// Reads in one transaction, which the writer does not wait for, and writes only what is in use: nothing that was
    /// taken out of the store comes along in unused pages.
    /// </summary>
    /// <exception cref="BackupException">The database is damaged or the disk is full.</exception>
    public static void Take(string database, string target)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $target";
            command.Parameters.AddWithValue("$target", target);
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
        catch (SqliteException fault)
        {
            throw new BackupException(fault.SqliteErrorCode switch
            {
                Full => $"The disk has no room for a copy of {database} at {target}.",
                Corrupt or NotADatabase => $"{database} is damaged and cannot be copied whole: {fault.Message}",
                _ => $"{database} cannot be copied: {fault.Message}",
            }, fault);
        }
    }

    /// <summary>What is wrong inside of it; null where nothing is.</summary>
    public static string? Damage(string database)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadOnly);
            return Read(connection, "PRAGMA integrity_check(1)") is ["ok"] ? null : Read(connection, "PRAGMA integrity_check(1)")[0];
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The migrations that a store has, oldest first; null where it is no store of CivilLine's.</summary>
    public static IReadOnlyList<string>? Migrations(string database)
    {
        using var connection = Open(database, SqliteOpenMode.ReadOnly);
        return Read(connection, "SELECT name FROM sqlite_master WHERE name IN ('Calls', 'Fragments', '__EFMigrationsHistory')").Count == 3
            ? Read(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId")
            : null;
    }

    internal static (long Calls, long Fragments) Counts(string database)
    {
        using var connection = Open(database, SqliteOpenMode.ReadOnly);
        return (long.Parse(Read(connection, "SELECT COUNT(*) FROM Calls")[0], null), long.Parse(Read(connection, "SELECT COUNT(*) FROM Fragments")[0], null));
    }

    internal static SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = database, Mode = mode, Pooling = false, DefaultTimeout = 30,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> all = [];
        while (rows.Read())
            all.Add(rows.GetString(0));
        return all;
    }
}
