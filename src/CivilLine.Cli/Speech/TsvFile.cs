using System.IO.Compression;

namespace CivilLine.Cli.Speech;

/// <summary>Rows of a gzipped, tab-separated file with a header and no quoting, read one by one.</summary>
internal static class TsvFile
{
    public static IEnumerable<TsvRow> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] header = (reader.ReadLine() ?? "").Split('\t');
        var number = 0;
        while (reader.ReadLine() is { } line)
            yield return new TsvRow(path, number++, header, line.Split('\t'));
    }
}

/// <param name="Number">The row's place in the file, counted from 0.</param>
internal readonly record struct TsvRow(string Path, int Number, string[] Header, string[] Cells)
{
    /// <summary>The cell under <paramref name="column"/>, empty where the row ends before it.</summary>
    /// <exception cref="InvalidDataException">The file has no such column.</exception>
    public string this[string column]
    {
        get
        {
            var at = Array.IndexOf(Header, column);
            if (at < 0)
                throw new InvalidDataException($"{Path} has no column '{column}'; it has {string.Join(", ", Header)}.");
            return at < Cells.Length ? Cells[at] : "";
        }
    }
}
