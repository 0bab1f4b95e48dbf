using System.Globalization;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>What a set says of a text, each as a share of those who were asked; empty where it does not tell.</summary>
internal sealed record Verdict(string Toxic = "", string Swearing = "", string Threat = "", string Insult = "", string Identity = "")
{
    public static string If(bool yes) => yes ? "1" : "0";

    /// <summary>1 where one of those who tell says so, 0 where none does, empty where nobody tells.</summary>
    public static string Any(params string[] said) => said.Contains("1") ? "1" : said.All(cell => cell.Length == 0) ? "" : "0";

    public static string Share(int part, int of) => Number((double)part / of);

    /// <summary>The mean of what is told, column by column.</summary>
    public static Verdict Mean(IReadOnlyList<Verdict> said) => said is [var only]
        ? only
        : new(Mean(said, v => v.Toxic), Mean(said, v => v.Swearing), Mean(said, v => v.Threat), Mean(said, v => v.Insult), Mean(said, v => v.Identity));

    private static string Mean(IReadOnlyList<Verdict> said, Func<Verdict, string> cell)
    {
        double[] told = [.. said.Select(cell).Where(text => text.Length > 0).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return told.Length == 0 ? "" : Number(told.Average());
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <param name="Own">Cells of the set's own columns.</param>
internal sealed record Labelled(string Id, string Text, IReadOnlyList<string> Own, Verdict Verdict)
{
    /// <summary>Where a set has texts of more than one; null for the set's.</summary>
    public string? Source { get; init; }
}

/// <summary>
/// Labelled texts: id, text, source, the set's own columns, and the five verdicts that all sets share. A text counts once,
/// as it stands first, with the mean of all that is said of it.
/// </summary>
internal abstract class LabelledConverter(string source, params string[] own) : Converter
{
    public override int Version => 2;

    public sealed override IReadOnlyList<string> Columns =>
        ["id", "text", "source", .. own, "toxic", "swearing", "threat", "insult", "identity_attack"];

    public sealed override IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders) =>
        from same in Texts(folders).Where(text => !string.IsNullOrWhiteSpace(text.Text)).GroupBy(text => TableFile.Cell(text.Text))
        let first = same.First()
        let said = Verdict.Mean([.. same.Select(text => text.Verdict)])
        select (string[])[first.Id, first.Text, first.Source ?? source, .. first.Own, said.Toxic, said.Swearing, said.Threat, said.Insult, said.Identity];

    protected virtual IEnumerable<Labelled> Texts(IReadOnlyList<SourceFolder> folders) => Texts(folders[0]);

    protected abstract IEnumerable<Labelled> Texts(SourceFolder folder);
}
