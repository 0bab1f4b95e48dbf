using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Server.Tests.Cli;

/// <summary>A model trained in moments: it knows each category by its name, told in so many words.</summary>
internal static class TinyModel
{
    /// <returns>The bundle's folder, <paramref name="name"/> in <paramref name="folder"/>.</returns>
    public static string Train(string folder, string name)
    {
        WriteCorpus(folder);
        var bundle = Path.Combine(folder, name);
        Assert.Equal(0, TrainCommand.Create().Parse(["--corpus", Path.Combine(folder, "corpus"), "--out", bundle]).Invoke());
        return bundle;
    }

    /// <summary>Every category said in sixteen ways, beside as many lines without any.</summary>
    public static void WriteCorpus(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "corpus"));
        File.WriteAllLines(
            Path.Combine(folder, "corpus", "lines.jsonl"),
            Enumerable.Range(0, 224).Select(i => i % 2 == 0
                ? Line(i, $"telling {HeadNames.Categories[i / 2 % 7]} word {i}", HeadNames.Categories[i / 2 % 7], Split(i))
                : Line(i, $"plain line number {i}", null, Split(i))));
    }

    public static string Line(int id, string text, string? label, string split) =>
        $$"""{"id":"l-{{id}}","split":"{{split}}","text":"{{text}}","labels":[{{(label is null ? "" : $"\"{label}\"")}}],"target":"{{(id % 4 == 0 ? "agent" : "company")}}","severity":"{{(label is null ? "none" : id % 3 == 0 ? "critical" : "caution")}}"}""";

    private static string Split(int i) => i % 16 < 14 ? "train" : "test";
}
