using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CivilLine.Faults.Flood;

/// <summary>A server on a data folder of its own, whose memory and store can be looked at.</summary>
internal sealed class FloodServer : IAsyncDisposable
{
    private readonly ServerLives _lives;
    private readonly ServerLife _life;
    private readonly Process _process;

    private FloodServer(ServerLives lives, ServerLife life)
    {
        (_lives, _life, _process) = (lives, life, Process.GetProcessById(lives.ProcessId));
        Administrator = life.Client();
    }

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Administrator { get; }

    public string Key => _life.Key;

    public Uri Address => _life.Address;

    public static async Task<FloodServer> StartAsync(string assembly, CancellationToken cancel, params string[] arguments)
    {
        var lives = new ServerLives(assembly, arguments);
        await lives.StartAsync(cancel);
        return new FloodServer(lives, await lives.Now);
    }

    public double Megabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    /// <summary>Open files and sockets; 0 where the system does not tell.</summary>
    public int Handles() => Directory.Exists($"/proc/{_process.Id}/fd") ? Directory.GetFiles($"/proc/{_process.Id}/fd").Length : 0;

    public int Threads()
    {
        _process.Refresh();
        return _process.Threads.Count;
    }

    /// <summary>Fragments in the store: each accepted once.</summary>
    public async Task<long> StoredAsync(CancellationToken cancel)
    {
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_lives.Data, "civilline.db")};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync(cancel);
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT count(*) FROM Fragments";
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        _process.Dispose();
        await _lives.DisposeAsync();
    }
}
