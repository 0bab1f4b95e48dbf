using System.Text;
using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: spans (numbers of the characters that are toxic, in brackets), text. The numbers are moved with the text when white space is drawn together.</summary>
internal sealed class ToxicSpansTest : Converter
{
    public override IReadOnlyList<string> Columns => ["id", "text", "source", "spans"];

    public override IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders) =>
        folders[0].Files.SelectMany(file => Csv.Read(file.Path))
            .Select((row, at) => (string[])[$"{at}", row["text"], "civil_comments", Moved(row["text"], JsonSerializer.Deserialize<int[]>(row["spans"])!)]);

    private static string Moved(string text, int[] marked)
    {
        var places = Places(text);
        return $"[{string.Join(", ", marked.Where(at => at < places.Count).Select(at => places[at]).Distinct())}]";
    }

    /// <summary>For each character, a pair of surrogates being one, where it stands in the table's cell; a run of white space is where its one space is.</summary>
    private static List<int> Places(string text)
    {
        var (places, next, gap) = (new List<int>(), 0, false);
        foreach (var rune in text.TrimEnd().EnumerateRunes())
        {
            var white = Rune.IsWhiteSpace(rune);
            next += !white && gap && next > 0 ? 1 : 0;
            gap = white;
            places.Add(white ? next : next++);
        }
        return places;
    }
}
