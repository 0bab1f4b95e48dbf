using CivilLine.Backups;
using CivilLine.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Store;

/// <summary>The file, and that this process alone may write it.</summary>
internal sealed class StoreDatabase(DataFolder folder, StoreUpgrade upgrade, IDbContextFactory<MonitorDbContext> contexts) : IDisposable
{
    public const string FileName = StoreFiles.Calls;
    public const string LockName = StoreFiles.Lock;

    private const int Corrupt = 11, NotADatabase = 26;

    private FileStream? _lock;

    public string ConnectionString { get; } = Connect(folder);

    public static string Connect(DataFolder folder) => new SqliteConnectionStringBuilder
    {
        DataSource = folder.File(FileName),
        Pooling = true,
        DefaultTimeout = 5,
    }.ConnectionString;

    /// <exception cref="StartRefusedException">
    /// Another server uses this data folder, or its store is of a newer version, damaged, or cannot be brought up to this one.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        TakeLock();
        if (File.Exists(folder.File(StoreFiles.Unfinished)))
            throw new StartRefusedException(
                $"A restore into {folder.Path} was cut off half way. Run 'civilline restore' with the same backup again; {StoreFiles.Unfinished} there says where what it replaced lies.");
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (File.Exists(folder.File(FileName)))
            await PrepareAsync(context, cancellationToken);
        // A process that was killed while it migrated leaves EF's lock behind, and EF would wait for it for ever.
        // Whoever holds the folder's lock knows that nobody else migrates.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public void Dispose() => _lock?.Dispose();

    private async Task PrepareAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        List<string> applied, known;
        try
        {
            applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
            known = [.. context.Database.GetMigrations()];
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new StartRefusedException(
                $"{folder.File(FileName)} is damaged ({fault.Message}). Restore a backup with 'civilline restore'; it keeps the damaged file beside it.", fault);
        }
        upgrade.RefuseNewer(applied, known);
        if (applied.Count > 0 && applied.Count < known.Count)
            upgrade.BackUp(applied[^1]);
    }

    private void TakeLock()
    {
        try
        {
            _lock = new FileStream(folder.File(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new StartRefusedException(
                $"Another server uses the data folder {folder.Path}; give this one its own by CIVILLINE_DATA.", exception);
        }
    }
}
