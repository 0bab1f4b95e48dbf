using System.IO.Compression;
using System.Text;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Comma- or tab-separated text with quotes, by the names of its first line.</summary>
internal sealed record Csv(IReadOnlyDictionary<string, int> Header, IReadOnlyList<string> Cells)
{
    /// <exception cref="InvalidDataException">There is no such column.</exception>
    public string this[string column] => Header.TryGetValue(column, out var at)
        ? at < Cells.Count ? Cells[at] : ""
        : throw new InvalidDataException($"There is no column '{column}' among {string.Join(", ", Header.Keys)}.");

    public static IEnumerable<Csv> Read(string path, char separator = ',')
    {
        using var reader = new StreamReader(path);
        foreach (var row in Read(reader, separator))
            yield return row;
    }

    /// <summary>Of a file that has no header.</summary>
    public static IEnumerable<IReadOnlyList<string>> ReadBare(string path)
    {
        using var reader = new StreamReader(path);
        foreach (var cells in Lines(reader, ','))
            yield return cells;
    }

    /// <param name="name">Of the file in the zip, in whatever folder.</param>
    public static IEnumerable<Csv> ReadPacked(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        var packed = zip.Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new InvalidDataException($"{Path.GetFileName(path)} has no {name}.");
        using var reader = new StreamReader(packed.Open());
        foreach (var row in Read(reader, ','))
            yield return row;
    }

    private static IEnumerable<Csv> Read(StreamReader reader, char separator)
    {
        Dictionary<string, int>? header = null;
        foreach (var cells in Lines(reader, separator))
        {
            if (header is null)
                header = cells.Select((name, at) => (name, at)).DistinctBy(cell => cell.name).ToDictionary(cell => cell.name, cell => cell.at);
            else
                yield return new Csv(header, cells);
        }
    }

    /// <summary>As RFC 4180 has it; a quote inside a bare cell is a character like any other.</summary>
    private static IEnumerable<List<string>> Lines(StreamReader reader, char separator)
    {
        var (cells, cell, quoted, wasQuoted) = (new List<string>(), new StringBuilder(), false, false);
        while (reader.Read() is >= 0 and var code)
        {
            var c = (char)code;
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (reader.Peek() == '"')
                    cell.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0 && !wasQuoted)
                quoted = wasQuoted = true;
            else if (c == separator || c == '\n')
            {
                cells.Add(cell.ToString());
                (wasQuoted, _) = (false, cell.Clear());
                if (c == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
            else if (c != '\r')
                cell.Append(c);
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }
}
