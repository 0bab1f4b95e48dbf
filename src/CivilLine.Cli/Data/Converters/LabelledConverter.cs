using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>What a set says of a text, each as a share of those who were asked; empty where it does not tell.</summary>
internal sealed record Verdict(string Toxic = "", string Swearing = "", string Threat = "", string Insult = "", string Identity = "")
{
    public static string If(bool yes) => yes ? "1" : "0";
}

/// <param name="Own">Cells of the set's own columns.</param>
internal sealed record Labelled(string Id, string Text, IReadOnlyList<string> Own, Verdict Verdict);

/// <summary>Labelled texts: id, text, source, the set's own columns, and the five verdicts that all sets share. A text counts once.</summary>
internal abstract class LabelledConverter(string source, params string[] own) : Converter
{
    public sealed override IReadOnlyList<string> Columns =>
        ["id", "text", "source", .. own, "toxic", "swearing", "threat", "insult", "identity_attack"];

    public sealed override IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, text, cells, said) in Texts(folders[0]))
        {
            if (!string.IsNullOrWhiteSpace(text) && seen.Add(TableFile.Cell(text)))
                yield return [id, text, source, .. cells, said.Toxic, said.Swearing, said.Threat, said.Insult, said.Identity];
        }
    }

    protected abstract IEnumerable<Labelled> Texts(SourceFolder folder);
}
