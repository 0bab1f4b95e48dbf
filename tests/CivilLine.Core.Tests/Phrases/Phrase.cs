using System.Runtime.CompilerServices;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Phrases;

/// <summary>A line of the published suites.</summary>
/// <param name="Category">What an abusive one must be heard as; null for a harmless one.</param>
internal sealed record Phrase(string Style, string Family, string Text, Category? Category)
{
    /// <summary>Whether the model treats it as it should.</summary>
    public bool IsRight(Assessment said) =>
        Category is { } category ? said.Categories.Contains(category) : said.Categories.IsEmpty;

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
            new Phrase(cells[style], cells[family], cells[text], category < 0 ? null : CategoryOf(cells[category], cells[text])))];
    }

    public static string PathOf(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);

    private static Category CategoryOf(string name, string text) => HeadNames.TryParse(name, out var category)
        ? category
        : throw new InvalidDataException($"there is no category '{name}' (of \"{text}\")");
}
