using CivilLine.Backups;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;
using CivilLine.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CivilLine.Server.Tests.Store;

public sealed class UpgradeTests : IDisposable
{
    private const string First = "20261122213458_First";
    private const string Telepathy = "29991231000000_Telepathy";

    private readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Migrations_that_a_restore_knows_are_those_of_the_server()
    {
        using var context = new DesignTimeContext().CreateDbContext([]);

        Assert.Equal(context.Database.GetMigrations(), KnownMigrations.All);
    }

    [Fact]
    public async Task Store_of_the_first_version_is_brought_up_to_this_one_with_its_calls_after_a_backup()
    {
        await MakeFirstAsync();

        await using (var server = await TestServer.StartOnAsync(_data))
        {
            var call = await server.CallAsync("c-old");
            Assert.Equal(("you useless idiot", "hello"), (call.Fragments[0].Text, call.Fragments[1].Text));
            Assert.Single(call.Alerts);
            Assert.Equal(1, (await server.PostAsync(Lines.Said("c-new", "u-1", "a new one"))).Accepted);
        }

        var backup = Assert.Single(Backups());
        Assert.Matches($"before-upgrade-from-{First}-at-[0-9]{{8}}T[0-9]{{9}}Z.backup$", backup);
        var restored = Path.Combine(_data, "restored");
        Assert.Equal(2, Restorer.Restore(backup, restored, TimeProvider.System.GetUtcNow()).Backup.Fragments);
        Assert.Equal([First], StoreSnapshot.Migrations(Path.Combine(restored, "civilline.db")));
    }

    [Fact]
    public async Task Store_of_this_version_is_not_backed_up_when_the_server_starts_again()
    {
        await (await TestServer.StartOnAsync(_data)).DisposeAsync();
        await (await TestServer.StartOnAsync(_data)).DisposeAsync();

        Assert.Empty(Backups());
    }

    [Fact]
    public async Task Only_the_last_few_backups_before_upgrades_are_kept()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_data, "backups"));
        for (var i = 1; i <= 5; i++)
        {
            var old = Path.Combine(folder.FullName, $"before-upgrade-from-x-at-2020010{i}T000000000Z.backup");
            await File.WriteAllTextAsync(old, "", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, i, 0, 0, 0, DateTimeKind.Utc));
        }
        await MakeFirstAsync();

        await (await TestServer.StartOnAsync(_data, null, "Store:UpgradeBackups=2")).DisposeAsync();

        Assert.Equal(2, Backups().Count);
        Assert.Contains(Backups(), file => file.Contains(First, StringComparison.Ordinal));
        Assert.Contains(Backups(), file => file.Contains("20200105", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_is_refused_and_nothing_changed_when_the_backup_before_an_upgrade_cannot_be_made()
    {
        await MakeFirstAsync();
        await File.WriteAllTextAsync(Path.Combine(_data, "backups"), "in the way", TestContext.Current.CancellationToken);
        var before = StoredCalls.Dump(_data);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(_data));

        Assert.Contains("the backup could not be made", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([First], StoreSnapshot.Migrations(Path.Combine(_data, "civilline.db")));
        Assert.Equal(before, StoredCalls.Dump(_data));
    }

    [Fact]
    public async Task Store_of_a_newer_version_is_refused_by_name_and_nothing_changed()
    {
        await using (var server = await TestServer.StartOnAsync(_data))
            await server.PostAsync(Lines.Said("c-1", "u-1", "hello"));
        await RunAsync($"INSERT INTO __EFMigrationsHistory VALUES ('{Telepathy}', '99.0.0')");
        var before = StoredCalls.Dump(_data);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(_data));

        Assert.Contains(Telepathy, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, StoredCalls.Dump(_data));
        Assert.Empty(Backups());
    }

    [Fact]
    public async Task Labels_of_a_newer_version_are_refused()
    {
        await (await TestServer.StartOnAsync(_data)).DisposeAsync();
        await RunAsync("PRAGMA user_version = 9999", "review.db");

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(_data));

        Assert.Contains("review.db was written by a newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused_with_what_to_do()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_data, "civilline.db"), string.Concat(Enumerable.Repeat("no database at all ", 400)), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(_data));

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("civilline restore", refusal.Message, StringComparison.Ordinal);
    }

    private List<string> Backups() =>
        Directory.Exists(Path.Combine(_data, "backups")) ? [.. Directory.EnumerateFiles(Path.Combine(_data, "backups")).Order()] : [];

    /// <summary>A store as the first version left it, with a call in it.</summary>
    private async Task MakeFirstAsync()
    {
        var options = new DbContextOptionsBuilder<MonitorDbContext>().UseSqlite($"Data Source={Path.Combine(_data, "civilline.db")};Pooling=False").Options;
        await using (var context = new MonitorDbContext(options))
            await context.GetService<IMigrator>().MigrateAsync(First, TestContext.Current.CancellationToken);
        await RunAsync(
            """
            PRAGMA journal_mode = WAL;
            INSERT INTO Calls (Key, CallId, OwnerKeyId, AgentId, Team, StartedAt, LastHeardAt, EndedAt, PeakSeverity, Step, Ladder)
                VALUES (1, 'c-old', 'key_1', 'a-1', 'billing', 1700000000000, 1700000060000, 1700000060000, 2, 0, '{}');
            INSERT INTO Fragments (Id, CallKey, UtteranceId, Revision, IsFinal, Speaker, Text, TextHash, StartMs, EndMs, ReceivedAt, Late, Scores, Categories, Target)
                VALUES (1, 1, 'u-1', 0, 1, 1, 'you useless idiot', zeroblob(16), 0, 900, 1700000001000, 0, zeroblob(28), 0, 0),
                       (2, 1, 'u-2', 0, 1, 1, 'hello', zeroblob(16), 1000, 1900, 1700000002000, 0, zeroblob(28), 0, 0);
            INSERT INTO Alerts (Id, Version, CallKey, CallId, IncidentId, Category, Target, Severity, Detection, Work, Score, Text, Highlights, UtteranceIds,
                    StartMs, EndMs, RaisedAt, ModelVersion, PolicyVersion)
                VALUES ('al_1', 1, 1, 'c-old', 'in_1', 0, 1, 2, 1, 0, 0.9, 'you useless idiot', '[]', '["u-1"]', 0, 900, 1700000001000, 'm', 'p');
            """);
    }

    private async Task RunAsync(string sql, string file = "civilline.db")
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, file)};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
