using Microsoft.Data.Sqlite;

namespace CivilLine.Store;

/// <summary>A statement compiled once, its parameters used again for each row.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedCommand(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = Name(i) });
    }

    /// <summary>An insert of whole rows; where <paramref name="key"/> is there already, its other columns are replaced.</summary>
    public static PreparedCommand Insert(
        SqliteConnection connection, string table, string[] columns, string? key = null)
    {
        var sql = $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(Quote))})
            VALUES ({string.Join(", ", columns.Select((_, i) => Name(i)))})
            """;
        if (key is not null)
            sql += $" ON CONFLICT ({Quote(key)}) DO UPDATE SET "
                + string.Join(", ", columns.Where(column => column != key).Select(c => $"{Quote(c)} = excluded.{Quote(c)}"));
        return new PreparedCommand(connection, sql, columns.Length);
    }

    public void Execute(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private static string Name(int index) => "@p" + index;

    private static string Quote(string column) => '"' + column + '"';
}
