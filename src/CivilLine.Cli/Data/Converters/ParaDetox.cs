using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Tab-separated: a toxic sentence and up to three that say the same politely. A sentence that was left as it is counts on both sides.</summary>
internal sealed class ParaDetox() : LabelledConverter("paradetox", "pair", "side")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from pair in File.ReadLines(file.Path).Skip(1).Index()
        from side in pair.Item.Split('\t').Index()
        let toxic = side.Index == 0
        select new Labelled(
            $"{pair.Index}-{(toxic ? "t" : $"n{side.Index}")}", side.Item, [$"{pair.Index}", toxic ? "toxic" : "neutral"],
            new Verdict(Toxic: Verdict.If(toxic)));
}
