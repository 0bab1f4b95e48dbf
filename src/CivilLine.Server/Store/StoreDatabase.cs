using CivilLine.Backups;
using CivilLine.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Store;

/// <summary>The file, and that this process alone may write it.</summary>
internal sealed partial class StoreDatabase(
    DataFolder folder, StoreUpgrade upgrade, IDbContextFactory<MonitorDbContext> contexts, StoreCondition condition, TimeProvider time,
    ILogger<StoreDatabase> log) : IDisposable
{
    public const string FileName = StoreFiles.Calls;
    public const string LockName = StoreFiles.Lock;

    private FileStream? _lock;

    public string ConnectionString { get; } = Connect(folder);

    public static string Connect(DataFolder folder) => new SqliteConnectionStringBuilder
    {
        DataSource = folder.File(FileName),
        Pooling = true,
        DefaultTimeout = 5,
    }.ConnectionString;

    /// <exception cref="StartRefusedException">
    /// Another server uses this data folder, or its store is of a newer version, cannot be used, or cannot be brought up to this one.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        TakeLock();
        if (File.Exists(folder.File(StoreFiles.Unfinished)))
            throw new StartRefusedException(
                $"A restore into {folder.Path} was cut off half way. Run 'civilline restore' with the same backup again; {StoreFiles.Unfinished} there says where what it replaced lies.");
        LookAtLog();
        try
        {
            await OpenAsync(cancellationToken);
        }
        catch (SqliteException exception) when (StoreFaults.Of(exception) is { } trouble)
        {
            throw new StartRefusedException(
                $"The database {folder.File(FileName)} cannot be used: {StoreFaults.AskSystem(trouble, folder.Path).InWords}.", exception);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (File.Exists(folder.File(FileName)))
            await PrepareAsync(context, cancellationToken);
        // A process that was killed while it migrated leaves EF's lock behind, and EF would wait for it for ever.
        // Whoever holds the folder's lock knows that nobody else migrates.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task PrepareAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        List<string> applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        List<string> known = [.. context.Database.GetMigrations()];
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
        catch (IOException exception) when (StoreFaults.IsInUse(exception))
        {
            throw new StartRefusedException(
                $"Another server uses the data folder {folder.Path}; give this one its own by CIVILLINE_DATA.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {folder.Path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>What of a damaged log can be read is kept: SQLite would write over it.</summary>
    private void LookAtLog()
    {
        var file = folder.File(FileName) + "-wal";
        try
        {
            if (LogCheck.Find(folder.File(FileName)) is not { } damage)
                return;
            condition.LogDamage = damage;
            Log.Damaged(log, damage.Usable, damage.Expected);
            if (File.Exists(file))
                File.Copy(file, $"{file}.damaged-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(log, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Critical, "The database's log is damaged: of {Expected} pages {Usable} can be used, and what was committed after them is lost. The log is kept beside it.")]
        public static partial void Damaged(ILogger logger, long usable, long expected);

        [LoggerMessage(2022, LogLevel.Error, "The database's log could not be looked at, or kept.")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}
