using System.IO.Compression;
using System.Text.Json;

namespace CivilLine.Backups;

/// <summary>A backup's file, opened and understood.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _file;

    private BackupReader(string file, ZipArchive archive, BackupManifest manifest) => (_file, _archive, Manifest) = (file, archive, manifest);

    public BackupManifest Manifest { get; }

    /// <exception cref="BackupException">It cannot be read, is damaged, is no backup or is one of a newer version.</exception>
    public static BackupReader Open(string file)
    {
        ZipArchive? archive = null;
        try
        {
            archive = ZipFile.OpenRead(file);
            var manifest = ReadManifest(archive) ?? throw NoBackup(file);
            Check(file, manifest);
            var reader = new BackupReader(file, archive, manifest);
            archive = null;
            return reader;
        }
        catch (InvalidDataException fault)
        {
            throw new BackupException($"{file} is no backup that 'civilline backup' made, or is damaged: {fault.Message}", fault);
        }
        catch (JsonException fault)
        {
            throw new BackupException($"{file} is damaged: what it says of itself cannot be read.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be read: {fault.Message}", fault);
        }
        finally
        {
            archive?.Dispose();
        }
    }

    /// <summary>Writes all of it out and looks whether it is whole.</summary>
    /// <exception cref="BackupException">It is damaged, or holds another store than it says.</exception>
    public void Extract(string folder)
    {
        try
        {
            foreach (var file in Manifest.Files)
                Extract(file, Path.Combine([folder, .. file.Name.Split('/')]));
        }
        catch (InvalidDataException fault)
        {
            throw new BackupException($"{_file} is damaged: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{_file} could not be written out into {folder}: {fault.Message}", fault);
        }
        foreach (var name in StoreFiles.Databases.Where(name => File.Exists(Path.Combine(folder, name))))
            if (StoreSnapshot.Damage(Path.Combine(folder, name)) is { } damage)
                throw new BackupException($"{_file} is damaged: {name} in it fails SQLite's integrity check: {damage}");
        var migrations = StoreSnapshot.Migrations(Path.Combine(folder, StoreFiles.Calls)) ?? throw NoBackup(_file);
        Check(_file, Manifest with { Migrations = migrations });
    }

    public void Dispose() => _archive.Dispose();

    private void Extract(BackupFile file, string path)
    {
        var entry = _archive.GetEntry(file.Name) ?? throw new BackupException($"{_file} is damaged: {file.Name} is missing in it.");
        OwnFiles.MakeFolder(Path.GetDirectoryName(path)!);
        using (var to = OwnFiles.Create(path))
        using (var from = entry.Open())
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }
        if (OwnFiles.Hash(path) != file.Sha256)
            throw new BackupException($"{_file} is damaged: {file.Name} in it is not as it was written.");
    }

    private static BackupManifest? ReadManifest(ZipArchive archive)
    {
        if (archive.GetEntry(BackupManifest.Entry) is not { } entry)
            return null;
        using var stream = entry.Open();
        return JsonSerializer.Deserialize<BackupManifest>(stream, BackupManifest.Json);
    }

    private static void Check(string file, BackupManifest manifest)
    {
        if (manifest.Format > BackupManifest.Newest || KnownMigrations.Unknown(manifest.Migrations ?? []) is not null)
            throw new BackupException(
                $"{file} was made by CivilLine {manifest.Version}, which is newer than this one ({BackupWriter.Version}): its store has "
                + $"{KnownMigrations.Unknown(manifest.Migrations ?? []) ?? "a form"} that is not known here. Restore it with that version or a later one.");
        // Names come out of the file: none of them may lead out of the folder.
        if (manifest.Files is null || !manifest.Files.Any(one => one.Name == StoreFiles.Calls) || manifest.Files.Any(one => !IsOurs(one.Name)))
            throw NoBackup(file);
    }

    private static bool IsOurs(string name)
    {
        string[] known = [.. StoreFiles.Databases, .. StoreFiles.Settings, .. StoreFiles.Keys];
        return name.Split('/') is var parts && known.Contains(parts[0], StringComparer.Ordinal) && parts.Length <= 2
            && parts.All(part => part is not ("" or "." or "..") && part.IndexOfAny(['\\', ':', '\0']) < 0);
    }

    private static BackupException NoBackup(string file) => new($"{file} is no backup that 'civilline backup' made: no store of CivilLine's is in it.");
}
