using System.Runtime.CompilerServices;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Phrases;

/// <summary>A line of the published suites.</summary>
/// <param name="Categories">What an abusive one carries, any of which must be heard; empty for a harmless one.</param>
internal sealed record Phrase(string Style, string Family, string Text, CategorySet Categories)
{
    /// <summary>Whether the model treats it as it should.</summary>
    public bool IsRight(Assessment said) =>
        Categories.IsEmpty ? said.Categories.IsEmpty : (said.Categories.Bits & Categories.Bits) != 0;

    public static IReadOnlyList<Phrase> Read(string file)
    {
        var path = PathOf(file);
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split('\t');
        int Column(string name) => Array.IndexOf(header, name) is var at and >= 0
            ? at
            : throw new InvalidDataException($"{file} has no column '{name}'; its first line must name style, family and text, and category where abusive.");
        var (style, family, text) = (Column("style"), Column("family"), Column("text"));
        var category = header.Contains("category") ? Column("category") : -1;
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(cells =>
            new Phrase(cells[style], cells[family], cells[text], category < 0 ? CategorySet.Empty : CategoriesOf(cells[category], cells[text])))];
    }

    public static string PathOf(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);

    /// <summary>Wire names with a plus between them.</summary>
    private static CategorySet CategoriesOf(string names, string text) => names.Split('+').Aggregate(
        CategorySet.Empty, (set, name) => HeadNames.TryParse(name, out var category)
            ? set.With(category)
            : throw new InvalidDataException($"there is no category '{name}' (of \"{text}\")"));
}
