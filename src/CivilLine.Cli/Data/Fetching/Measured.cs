using CivilLine.Cli.Speech;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>Texts that are measured on, as far as their tables lie in the data folder: nothing that is learned from may hold one.</summary>
internal sealed class Measured
{
    private readonly HashSet<string> _texts = new(StringComparer.OrdinalIgnoreCase);

    public static Measured In(string data)
    {
        var measured = new Measured();
        var folder = Path.Combine(data, "eval");
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tsv.gz") : [])
            measured._texts.UnionWith(TsvFile.Rows(path).Select(row => row["text"]));
        return measured;
    }

    public bool Has(string text) => _texts.Contains(TableFile.Cell(text));
}
