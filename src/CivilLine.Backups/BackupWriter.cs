using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace CivilLine.Backups;

/// <summary>Makes one file of a data folder, whether or not a server uses it.</summary>
public static class BackupWriter
{
    public static string Version { get; } =
        typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <param name="file">Must not be there yet; it is there only once it is whole.</param>
    /// <param name="withKeys">Whether <c>text-key</c> and <c>sign-in-keys</c> go along; the administrator's key never does.</param>
    /// <exception cref="BackupException">It could not be made; nothing of it is left.</exception>
    public static BackupManifest Write(string folder, string file, bool withKeys, DateTimeOffset at)
    {
        if (!File.Exists(Path.Combine(folder, StoreFiles.Calls)))
            throw new BackupException($"{folder} holds no store: there is no {StoreFiles.Calls} in it. Name the server's data folder with --data, or by CIVILLINE_DATA.");
        if (File.Exists(file))
            throw new BackupException($"{file} is there already; a backup is never written over another file.");
        var draft = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            var manifest = WriteDraft(folder, draft, withKeys, at);
            File.Move(draft, file, overwrite: false);
            return manifest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The backup {file} could not be written: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static BackupManifest WriteDraft(string folder, string draft, bool withKeys, DateTimeOffset at)
    {
        using var stream = OwnFiles.Create(draft);
        List<BackupFile> files = [];
        BackupManifest? manifest = null;
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in StoreFiles.Databases.Where(name => File.Exists(Path.Combine(folder, name))))
            {
                var copy = $"{draft}.{name}";
                try
                {
                    // An empty file is one that it may write, and this one is its owner's alone.
                    OwnFiles.Create(copy).Dispose();
                    StoreSnapshot.Take(Path.Combine(folder, name), copy);
                    if (StoreSnapshot.Damage(copy) is { } damage)
                        throw new BackupException($"{name} is damaged, and a backup of it would be too: {damage}");
                    if (name == StoreFiles.Calls)
                        manifest = Describe(copy, folder, withKeys, at);
                    files.Add(Add(archive, copy, name));
                }
                finally
                {
                    File.Delete(copy);
                }
            }
            foreach (var (path, name) in Others(folder, withKeys))
                files.Add(Add(archive, path, name));
            manifest = manifest! with { Files = files };
            using var told = archive.CreateEntry(BackupManifest.Entry).Open();
            JsonSerializer.Serialize(told, manifest, BackupManifest.Json);
        }
        stream.Flush(flushToDisk: true);
        return manifest;
    }

    private static BackupManifest Describe(string copy, string folder, bool withKeys, DateTimeOffset at)
    {
        var migrations = StoreSnapshot.Migrations(copy)
            ?? throw new BackupException($"{Path.Combine(folder, StoreFiles.Calls)} is no store of CivilLine's.");
        var (calls, fragments) = StoreSnapshot.Counts(copy);
        return new BackupManifest(BackupManifest.Newest, Version, at, migrations, calls, fragments, withKeys, []);
    }

    private static IEnumerable<(string Path, string Name)> Others(string folder, bool withKeys)
    {
        foreach (var one in StoreFiles.Settings.Concat(withKeys ? StoreFiles.Keys : []))
        {
            var path = Path.Combine(folder, one);
            if (File.Exists(path))
                yield return (path, one);
            else if (Directory.Exists(path))
                foreach (var file in Directory.EnumerateFiles(path))
                    yield return (file, $"{one}/{Path.GetFileName(file)}");
        }
    }

    private static BackupFile Add(ZipArchive archive, string path, string name)
    {
        // Read once: a policy or a key may be written anew between two reads, and the hash must be of what is kept.
        using var from = File.OpenRead(path);
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var to = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        var buffer = new byte[128 * 1024];
        long bytes = 0;
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            hash.AppendData(buffer.AsSpan(0, read));
            to.Write(buffer.AsSpan(0, read));
            bytes += read;
        }
        return new BackupFile(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
