using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: template, toxicity, phrase.</summary>
internal sealed class IdentityTemplates() : LabelledConverter("jigsaw_sentence_templates", "template", "toxicity")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path)).Select((row, at) => new Labelled(
            $"{at}", row["phrase"], [row["template"], row["toxicity"]], new Verdict(Toxic: Verdict.If(row["toxicity"] == "toxic"))));
}
