using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Cli.Data;

/// <summary>What lies in a data folder for a set.</summary>
/// <param name="Rows">Lines, less the header of a table.</param>
/// <param name="Sha256">Of the text, unpacked.</param>
internal sealed record Content(int Rows, string Sha256);

/// <summary>Tables as TsvFile reads them: gzipped, tabs between cells, one header line, no quoting.</summary>
internal static class TableFile
{
    /// <summary>Writes beside <paramref name="path"/> and renames, so that a half-written table is never read.</summary>
    public static Content Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using (var writer = new StreamWriter(new GZipStream(File.Create(part), CompressionLevel.Optimal), new UTF8Encoding(false)))
        {
            writer.NewLine = "\n";
            writer.WriteLine(string.Join('\t', columns));
            foreach (var row in rows)
            {
                if (row.Count != columns.Count)
                    throw new InvalidDataException($"A row has {row.Count} cells, {Path.GetFileName(path)} has {columns.Count} columns.");
                writer.WriteLine(string.Join('\t', row.Select(Cell)));
            }
        }
        File.Move(part, path, overwrite: true);
        return Read(path);
    }

    public static Content Read(string path)
    {
        var packed = path.EndsWith(".gz", StringComparison.Ordinal);
        using Stream file = File.OpenRead(path);
        using var text = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, lines) = (new byte[64 * 1024], 0);
        while (text.Read(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }
        return new Content(packed ? lines - 1 : lines, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>White space of every kind becomes one space, as nothing is quoted.</summary>
    public static string Cell(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
