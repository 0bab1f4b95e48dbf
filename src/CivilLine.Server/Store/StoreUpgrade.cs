using System.Globalization;
using CivilLine.Backups;
using CivilLine.Hosting;
using Microsoft.Extensions.Options;

namespace CivilLine.Store;

/// <summary>What comes before a store of another version is touched: one of a newer is refused, one of an older is backed up.</summary>
internal sealed partial class StoreUpgrade(
    DataFolder folder, IOptions<StoreOptions> options, TimeProvider time, ILogger<StoreUpgrade> log)
{
    public const string Folder = "backups";
    private const string Prefix = "before-upgrade-from-";
    private const string Extension = ".backup";

    /// <exception cref="StartRefusedException">The store has migrations that this build does not know.</exception>
    public void RefuseNewer(IEnumerable<string> applied, IEnumerable<string> known)
    {
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
            throw new StartRefusedException(
                $"The store in {folder.Path} was written by a newer version of CivilLine than this one ({BackupWriter.Version}): it has the migration {newer}, "
                + "which is not known here. Start the newer version, or restore a backup made before the upgrade ('civilline restore'; "
                + $"{folder.File(Folder)} has those that upgrades made). Nothing was changed.");
    }

    /// <exception cref="StartRefusedException">There is no room for it, or it cannot be written.</exception>
    public void BackUp(string from)
    {
        var file = Path.Combine(folder.File(Folder), $"{Prefix}{from}-at-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}{Extension}");
        try
        {
            var directory = folder.Directory(Folder);
            // The copy, and beside it the file that it is packed into.
            var needed = 2 * new DirectoryInfo(folder.Path).EnumerateFiles("*.db*").Sum(one => one.Length);
            if (new DriveInfo(folder.Path).AvailableFreeSpace is var free && free < needed)
                throw Refused($"the disk has {Megabytes(free)} MB free, and it needs {Megabytes(needed)}");
            BackupWriter.Write(folder.Path, file, withKeys: true, time.GetUtcNow());
            BackupsMade.Note(folder.Path, new BackupMade(time.GetUtcNow(), file));
            foreach (var old in directory.EnumerateFiles($"{Prefix}*{Extension}").OrderByDescending(one => one.LastWriteTimeUtc).Skip(options.Value.UpgradeBackups))
                old.Delete();
        }
        catch (Exception fault) when (fault is BackupException or IOException or UnauthorizedAccessException)
        {
            throw Refused(fault.Message, fault);
        }
        Log.BackedUp(log, file);
    }

    private StartRefusedException Refused(string why, Exception? fault = null) => new(
        $"The store in {folder.Path} is of an older version and is backed up before it is brought up to this one ({BackupWriter.Version}); the backup could not be made: {why.TrimEnd('.')}. "
        + $"Make room or give this user the right to write {folder.File(Folder)}, and start again. Nothing was changed.",
        fault!);

    private static string Megabytes(long bytes) => (bytes / 1_000_000d).ToString("0.#", CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Warning, "The store is of an older version; it was backed up to {File} and is brought up to this one.")]
        public static partial void BackedUp(ILogger logger, string file);
    }
}
