namespace CivilLine.Backups;

/// <param name="Replaced">The folder that what was there before lies in; null where nothing was.</param>
/// <param name="Lost">What of the replaced store could not be carried over, for the operator; null where nothing is.</param>
/// <param name="HasAdministratorKey">Whether the folder has an administrator's key; else the server makes one when it starts.</param>
public sealed record Restored(BackupManifest Backup, string? Replaced, string? Lost, bool HasAdministratorKey);

/// <summary>Puts a backup in a data folder's place. All of it is written out and checked before anything that was there is moved.</summary>
public static class Restorer
{
    /// <exception cref="BackupException">It was not restored; what is in the folder is as it was, unless the message says otherwise.</exception>
    public static Restored Restore(string file, string folder, DateTimeOffset at)
    {
        using var backup = BackupReader.Open(file);
        try
        {
            OwnFiles.MakeFolder(folder);
            using var held = FolderLock.TryTake(folder) ?? throw new BackupException(
                $"A server uses the data folder {folder}. Stop it first; nothing was changed.");
            var stamp = $"{OwnFiles.Stamp(at)}-{Guid.NewGuid().ToString("N")[..4]}";
            var staging = Path.Combine(folder, "restoring-" + stamp);
            try
            {
                OwnFiles.MakeFolder(staging);
                backup.Extract(staging);
                var lost = CarriedOver.From(Path.Combine(folder, StoreFiles.Calls), Path.Combine(staging, StoreFiles.Calls));
                var replaced = Exchange(folder, staging, Path.Combine(folder, "replaced-" + stamp));
                return new Restored(backup.Manifest, replaced, lost, File.Exists(Path.Combine(folder, StoreFiles.AdministratorKey)));
            }
            finally
            {
                if (Directory.Exists(staging))
                    Directory.Delete(staging, recursive: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} could not be restored into {folder}: {fault.Message}", fault);
        }
    }

    /// <summary>Renames alone. Where it is cut off, a file says so, and no server starts before it was done again.</summary>
    private static string? Exchange(string folder, string staging, string replaced)
    {
        var unfinished = Path.Combine(folder, StoreFiles.Unfinished);
        File.WriteAllText(unfinished, $"What was here before lies in {replaced}.\n");
        var isAny = false;
        // A database's log belongs to it and to no other.
        foreach (var name in StoreFiles.Databases.SelectMany(name => (string[])[name, name + "-wal", name + "-shm"]).Concat(Names(staging)).Distinct())
            isAny |= Move(Path.Combine(folder, name), Path.Combine(replaced, name));
        foreach (var name in Names(staging))
            Move(Path.Combine(staging, name), Path.Combine(folder, name));
        File.Delete(unfinished);
        return isAny ? replaced : null;
    }

    private static List<string> Names(string folder) => [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(one => one.Name)];

    private static bool Move(string from, string to)
    {
        if (!Path.Exists(from))
            return false;
        OwnFiles.MakeFolder(Path.GetDirectoryName(to)!);
        Directory.Move(from, to);
        return true;
    }
}
