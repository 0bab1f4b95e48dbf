using System.Security.Cryptography;
using CivilLine.Shared;
using Microsoft.Data.Sqlite;

namespace CivilLine.Faults.Flood;

/// <summary>A server on a data folder of its own, whose memory and store can be looked at.</summary>
internal sealed class FloodServer : IAsyncDisposable
{
    private readonly string _data;
    private readonly BuiltServer _server;

    private FloodServer(string data, BuiltServer server) => (_data, _server) = (data, server);

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Administrator => _server.Client;

    public string Key => _server.Client.DefaultRequestHeaders.Authorization!.Parameter!;

    public Uri Address => _server.Address;

    public static async Task<FloodServer> StartAsync(string assembly, CancellationToken cancel, params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("civilline-flood-").FullName;
        var key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return new FloodServer(data, await BuiltServer.StartAsync(new ServerStart(assembly, data, key, arguments), cancel));
    }

    public double Megabytes()
    {
        _server.Process.Refresh();
        return _server.Process.WorkingSet64 / 1e6;
    }

    /// <summary>Open files and sockets; 0 where the system does not tell.</summary>
    public int Handles() => Directory.Exists($"/proc/{_server.Process.Id}/fd") ? Directory.GetFiles($"/proc/{_server.Process.Id}/fd").Length : 0;

    public int Threads()
    {
        _server.Process.Refresh();
        return _server.Process.Threads.Count;
    }

    /// <summary>Fragments in the store: each accepted once.</summary>
    public async Task<long> StoredAsync(CancellationToken cancel)
    {
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_data, "civilline.db")};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync(cancel);
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT count(*) FROM Fragments";
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
