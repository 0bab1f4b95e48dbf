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
}
