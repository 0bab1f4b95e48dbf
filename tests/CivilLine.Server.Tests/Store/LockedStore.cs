using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Store;

/// <summary>Another program that holds the database's write lock, as a backup tool or somebody's shell may.</summary>
internal sealed class LockedStore : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private LockedStore(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("BEGIN IMMEDIATE");
    }

    public static LockedStore Of(TestServer server) => new(Path.Combine(server.Data, StoreDatabase.FileName));

    public ValueTask DisposeAsync()
    {
        Run("ROLLBACK");
        return _connection.DisposeAsync();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
