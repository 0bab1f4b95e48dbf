namespace CivilLine.Cli.Evaluation;

/// <summary>Everything that <c>evaluate</c> measures.</summary>
/// <param name="Lines">A hash of each set of test lines: only figures of equal sets can be compared.</param>
/// <param name="Missing">Files of public data that were not there, and so not measured.</param>
internal sealed record Report(
    string Model,
    string Thresholds,
    IReadOnlyDictionary<string, string> Lines,
    IReadOnlyList<string> Missing,
    IReadOnlyList<Figure> Figures)
{
    public Figure? Find(string id) => Figures.FirstOrDefault(figure => figure.Id == id);

    /// <summary>This evaluation with the tables of a part of it measured anew.</summary>
    /// <exception cref="InvalidDataException">The part is of another model or of other lines, or data was missing.</exception>
    public Report With(Report part)
    {
        if ((Model, Thresholds) != (part.Model, part.Thresholds) || !Lines.OrderBy(slice => slice.Key).SequenceEqual(part.Lines.OrderBy(slice => slice.Key)))
            throw new InvalidDataException("The evaluation beside the model is of another version, other thresholds or other test lines: leave --only out.");
        if (part.Missing.Count > 0)
            throw new InvalidDataException($"A part is kept only when nothing of it is missing; there is no {string.Join(", ", part.Missing)}.");
        var measured = part.Figures.ToLookup(figure => figure.Table);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        return this with
        {
            Figures =
            [
                .. Figures.SelectMany(old => !measured.Contains(old.Table) ? [old] : placed.Add(old.Table) ? measured[old.Table] : []),
                .. part.Figures.Where(figure => !placed.Contains(figure.Table)),
            ],
        };
    }
}
