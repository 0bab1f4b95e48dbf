using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>The named files of an npm package, which is unpacked only once its hash is the one on record.</summary>
/// <param name="registry">Where packages are; null for what npm itself is set to.</param>
internal sealed class Package(HttpClient client, string? registry, string cache)
{
    /// <summary>Entries of npm's tarballs stand under this.</summary>
    private const string Root = "package/";

    /// <returns>The folder with the files.</returns>
    public async Task<string> BringAsync(DataSource source, CancellationToken cancel)
    {
        var folder = Path.Combine(cache, $"{source.Package!.Replace('/', '+')}@{source.Version}");
        if (source.Paths.All(path => SourceFolder.Has(folder, path)))
            return folder;
        var content = await DownloadAsync(await AddressAsync(source, cancel), cancel);
        var actual = "sha512-" + Convert.ToBase64String(SHA512.HashData(content));
        if (actual != source.Integrity)
            throw new FetchException($"{source} is not the package on record: its integrity is {actual}, expected {source.Integrity}. Nothing of it was kept.");
        var part = folder + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        await UnpackAsync(content, part, cancel);
        foreach (var path in source.Paths.Where(path => !SourceFolder.Has(part, path)))
            throw new FetchException($"{source} has no {path}.");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.Move(part, folder);
        return folder;
    }

    private async Task<Uri> AddressAsync(DataSource source, CancellationToken cancel) =>
        new($"{(registry ?? await NpmSettings.RegistryAsync(cancel)).TrimEnd('/')}/{source.Package}/-/{source.Package!.Split('/')[^1]}-{source.Version}.tgz");

    private async Task<byte[]> DownloadAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            using var response = await client.GetAsync(address, cancel);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsByteArrayAsync(cancel);
            throw new FetchException(
                $"{address} answered {(int)response.StatusCode} {response.ReasonPhrase}.",
                mayPass: response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);
        }
        catch (HttpRequestException error)
        {
            throw new FetchException($"{address} cannot be reached: {error.Message}", mayPass: true);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new FetchException($"{address} took longer than {client.Timeout.TotalMinutes:F0} minutes.", mayPass: true);
        }
    }

    private static async Task UnpackAsync(byte[] content, string folder, CancellationToken cancel)
    {
        await using var reader = new TarReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        while (await reader.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !entry.Name.StartsWith(Root, StringComparison.Ordinal))
                continue;
            var path = Path.GetFullPath(Path.Combine(folder, entry.Name[Root.Length..]));
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new FetchException($"The package would write outside its folder: {entry.Name}.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = File.Create(path);
            if (entry.DataStream is { } data)
                await data.CopyToAsync(file, cancel);
        }
    }
}
