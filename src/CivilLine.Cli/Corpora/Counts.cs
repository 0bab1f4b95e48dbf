namespace CivilLine.Cli.Corpora;

/// <summary>Tables of how many lines there are of each kind.</summary>
internal sealed class Counts(TextWriter output, int top)
{
    public void Write(IReadOnlyList<Wording> lines)
    {
        Table("label", lines, line => line.Line!.Labels is [] ? ["clean"] : line.Line.Labels, int.MaxValue);
        Table("severity", lines, line => [line.Line!.Severity], int.MaxValue);
        Table("target", lines, line => [line.Line!.Target], int.MaxValue);
        Table("speaker", lines, line => [line.Line!.Speaker], int.MaxValue);
        Table("words", lines, line => [Length(line)], int.MaxValue, byName: true);
        Table("style", lines, line => [line.Line!.Style is "" ? "(none)" : line.Line.Style], top);
        Table("domain", lines, line => [line.Line!.Domain], top);
    }

    /// <summary>A style that is mostly abusive teaches that the dialect is.</summary>
    private void Table(string name, IReadOnlyList<Wording> lines, Func<Wording, IReadOnlyList<string>> of, int rows, bool byName = false)
    {
        var groups = lines.SelectMany(line => of(line).Select(value => (Value: value, Line: line))).GroupBy(pair => pair.Value, pair => pair.Line)
            .OrderByDescending(group => byName ? 0 : group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        output.WriteLine($"| {name} | lines | train | test | clean | abusive | abusive, % |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in groups.Take(rows))
            Row(group.Key, [.. group]);
        if (groups.Length > rows)
            Row($"{groups.Length - rows} more", [.. groups.Skip(rows).SelectMany(group => group)]);
        output.WriteLine();
    }

    private void Row(string name, Wording[] lines)
    {
        var (train, clean) = (lines.Count(line => line.Line!.IsTrain), lines.Count(line => line.Line!.Labels.Count == 0));
        output.WriteLine($"| {name} | {lines.Length} | {train} | {lines.Length - train} | {clean} | {lines.Length - clean} | {100.0 * (lines.Length - clean) / lines.Length:F0} |");
    }

    private static string Length(Wording line) => line.Words.Length switch
    {
        <= 4 => "01-04",
        <= 8 => "05-08",
        <= 12 => "09-12",
        <= 16 => "13-16",
        <= 24 => "17-24",
        <= 40 => "25-40",
        _ => "41 and more",
    };
}
