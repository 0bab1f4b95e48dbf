namespace CivilLine.Cli.Corpora;

/// <summary>The phrase suites: tab-separated files with a column named text.</summary>
internal static class Suite
{
    public static IEnumerable<Wording> Read(string folder) =>
        from path in Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal)
        let lines = File.ReadAllLines(path)
        let column = Array.IndexOf(lines[0].Split('\t'), "text")
        from row in lines.Index().Skip(1)
        where row.Item.Length > 0
        select Wording.Of($"{Path.GetFileName(path)}:{row.Index + 1}", row.Item.Split('\t')[column]);
}
