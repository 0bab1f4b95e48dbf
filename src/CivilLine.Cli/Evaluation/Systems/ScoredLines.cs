using System.Globalization;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Systems;

/// <summary>
/// Another system's verdicts, from a tab-separated file with a header: <c>set</c>, <c>id</c>, <c>score</c> (any number,
/// higher is surer), <c>flagged</c> (0 or 1) and, where it tells categories apart, <c>categories</c> (wire names, commas
/// between, empty for none).
/// </summary>
internal sealed class ScoredLines
{
    private static readonly string[] Needed = ["set", "id", "score", "flagged"];

    private readonly Dictionary<(string Set, string Id), Verdict> _verdicts = [];
    private readonly HashSet<string> _sets = new(StringComparer.Ordinal);
    private readonly string _path;

    private ScoredLines(string path) => _path = path;

    /// <exception cref="InvalidDataException">A column is missing or a cell cannot be read; the message names file and line.</exception>
    public static SystemUnderTest Read(string name, string path)
    {
        var scored = new ScoredLines(path);
        using var lines = File.ReadLines(path).GetEnumerator();
        var header = lines.MoveNext() ? lines.Current.Split('\t') : [];
        if (Needed.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw new InvalidDataException($"{path} has no column '{missing}'; it needs {string.Join(", ", Needed)} and may have categories.");
        for (var number = 2; lines.MoveNext(); number++)
            scored.Add(header, lines.Current.Split('\t'), number);
        return new SystemUnderTest(name, scored.Said);
    }

    private void Add(string[] header, string[] cells, int number)
    {
        string Cell(string column) => Array.IndexOf(header, column) is var at and >= 0 && at < cells.Length ? cells[at] : "";
        if (!float.TryParse(Cell("score"), CultureInfo.InvariantCulture, out var score) || Cell("flagged") is not ("0" or "1"))
            throw new InvalidDataException($"{_path}, line {number}: 'score' must be a number and 'flagged' 0 or 1.");
        _sets.Add(Cell("set"));
        _verdicts[(Cell("set"), Cell("id"))] = new Verdict(
            header.Contains("categories") ? Categories(Cell("categories"), number) : null, Cell("flagged") == "1", score);
    }

    private CategorySet Categories(string names, int number)
    {
        var set = CategorySet.Empty;
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            set = HeadNames.TryParse(name, out var category)
                ? set.With(category)
                : throw new InvalidDataException($"{_path}, line {number}: there is no category '{name}'.");
        }
        return set;
    }

    private Verdict? Said(SystemText text)
    {
        if (!_sets.Contains(text.Set))
            return null;
        return _verdicts.TryGetValue((text.Set, text.Id), out var verdict)
            ? verdict
            : throw new InvalidDataException($"{_path} has lines of set '{text.Set}' but none for id '{text.Id}'.");
    }
}
