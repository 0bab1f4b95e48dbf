using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Review;

/// <summary>Every row that the store keeps of calls, as text.</summary>
internal static class StoredCalls
{
    public static IReadOnlyList<string> Dump(string data)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.Combine(data, "civilline.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ConnectionString);
        connection.Open();
        var tables = Read(
            connection,
            "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN ('CallKey', 'CallId')");
        Assert.True(tables.Count >= 4, $"Tables of calls: {string.Join(", ", tables)}");
        return [.. tables.SelectMany(table => Read(connection, $"SELECT * FROM \"{table}\"").Select(row => $"{table}: {row}"))];
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(
                column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column))));
        return rows;
    }
}
