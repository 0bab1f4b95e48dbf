using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation;

/// <summary>Takes figures down as they are measured, each with its interval and goal. What was counted on nothing is left out.</summary>
internal sealed class FigureBook
{
    private readonly List<Figure> _figures = [];
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public IReadOnlyList<Figure> Figures => _figures;

    public IReadOnlyCollection<string> Missing => _missing;

    public void Share(string table, string row, string column, int part, int of) =>
        Count(table, row, column, part, of, Unit.Share, 1);

    public void PerThousand(string table, string row, string column, int part, int of) =>
        Count(table, row, column, part, of, Unit.PerThousand, 1000);

    public void Value(string table, string row, string column, double value, Interval? interval, int of, Unit unit)
    {
        if (of == 0 || !double.IsFinite(value))
            return;
        var figure = new Figure(table, row, column, value, interval?.Low, interval?.High, of, unit);
        _figures.Add(figure with { Goal = Goals.For(figure) });
    }

    /// <returns>The file's path, or null, noted, where it is not there.</returns>
    public string? Find(string? data, string folder, string file)
    {
        if (data is null)
            return null;
        var path = Path.Combine(data, folder, file);
        if (File.Exists(path))
            return path;
        _missing.Add($"{folder}/{file}");
        return null;
    }

    private void Count(string table, string row, string column, int part, int of, Unit unit, double scale)
    {
        var (low, high) = Wilson.Of(part, of);
        Value(table, row, column, scale * part / of, new Interval(scale * low, scale * high), of, unit);
    }
}
