using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Store;

/// <summary>What a server finds that was killed with its log not yet in the database, and then that log is damaged.</summary>
public sealed class DamagedLogTests : IAsyncLifetime
{
    private const int Events = 24;
    private const int HeaderBytes = 32;
    private readonly string _folder = TestServer.NewFolder();

    private string Log => Path.Combine(_folder, StoreDatabase.FileName + "-wal");

    private string Index => Path.Combine(_folder, StoreDatabase.FileName + "-shm");

    /// <summary>The files as a power cut would leave them: copied while the server has them open.</summary>
    public async ValueTask InitializeAsync()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < Events; i++)
            Assert.Equal(1, (await server.PostAsync(Lines.Said("c-1", $"u-{i}", ScriptedScorer.Harmless))).Accepted);
        foreach (var file in Directory.EnumerateFiles(server.Data, StoreDatabase.FileName + "*"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_is_lost_or_told_where_the_log_is_whole()
    {
        Assert.Equal((Events, null), await StartAsync());
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.damaged-*"));
    }

    [Fact]
    public async Task Nothing_is_lost_or_told_where_the_shared_memory_is_gone()
    {
        File.Delete(Index);

        Assert.Equal((Events, null), await StartAsync());
    }

    [Fact]
    public async Task A_log_spoilt_in_its_middle_is_told_and_kept_and_what_came_before_is_there()
    {
        File.Delete(Index);
        Spoil(HeaderBytes + ((new FileInfo(Log).Length - HeaderBytes) / 2));

        var (kept, damage) = await StartAsync();

        Assert.InRange(kept, 1, Events - 1);
        Assert.NotNull(damage);
        Assert.Single(Directory.EnumerateFiles(_folder, "*-wal.damaged-*"));
    }

    [Fact]
    public async Task A_log_whose_beginning_is_spoilt_is_told()
    {
        File.Delete(Index);
        Spoil(4);

        Assert.NotNull((await StartAsync(reads: false)).Damage);
    }

    [Fact]
    public async Task A_log_that_is_shorter_than_it_was_is_told_where_the_shared_memory_is_there()
    {
        using (var log = new FileStream(Log, FileMode.Open))
            log.SetLength(HeaderBytes + ((log.Length - HeaderBytes) / 2));

        var (kept, damage) = await StartAsync();

        Assert.InRange(kept, 1, Events - 1);
        Assert.True(damage?.Expected > damage?.Usable);
    }

    [Fact]
    public async Task A_log_that_is_gone_is_told_where_the_shared_memory_is_there()
    {
        File.Delete(Log);

        Assert.NotNull((await StartAsync(reads: false)).Damage);
    }

    [Fact]
    public async Task A_last_commit_that_a_power_cut_tore_is_told_to_nobody()
    {
        File.Delete(Index);
        Spoil(new FileInfo(Log).Length - 100);

        Assert.Equal((Events - 1, null), await StartAsync());
    }

    /// <summary>Whatever it found, it must take what comes.</summary>
    private async Task<(int Kept, LogDamage? Damage)> StartAsync(bool reads = true)
    {
        await using var server = await TestServer.StartOnAsync(_folder);
        var kept = reads ? (await server.CallAsync("c-1")).Fragments.Count : 0;
        var damage = server.Services.GetRequiredService<StoreCondition>().LogDamage;
        Assert.Equal(1, (await server.PostAsync(Lines.Said("c-2", "u-1", ScriptedScorer.Harmless))).Accepted);
        using var json = JsonDocument.Parse(await server.Admin.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        var store = json.RootElement.GetProperty("checks").GetProperty("store");
        Assert.Equal(damage is null ? "healthy" : "degraded", store.GetProperty("status").GetString());
        Assert.Equal(damage is not null, store.GetProperty("detail").GetString()!.Contains("is lost", StringComparison.Ordinal));
        return (kept, damage);
    }

    private void Spoil(long at)
    {
        using var log = new FileStream(Log, FileMode.Open);
        log.Position = at;
        var was = log.ReadByte();
        log.Position = at;
        log.WriteByte((byte)~was);
    }
}
