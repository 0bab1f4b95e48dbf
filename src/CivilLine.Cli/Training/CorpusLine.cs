using System.Text.Json;
using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

/// <summary>A labelled line of the corpus. <see cref="Fragments"/> is set where it was said in pieces.</summary>
internal sealed record CorpusLine
{
    public required string Id { get; init; }
    public required string Split { get; init; }
    public string Text { get; init; } = "";
    public IReadOnlyList<string>? Fragments { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public string Target { get; init; } = "none";
    public string Severity { get; init; } = "none";
    public string Speaker { get; init; } = "customer";
    public string Domain { get; init; } = "";
    public string Style { get; init; } = "";
    public bool NeedsContext { get; init; }

    /// <summary>Name of the file, and the line's number in it counted from 0.</summary>
    public string File { get; init; } = "";
    public int Number { get; init; }

    public string Whole => Fragments is null ? Text : string.Join(' ', Fragments);

    public bool IsTrain => Split == "train";

    public bool Has(Category category) => Labels.Contains(HeadNames.Of(category));
}

internal static class Corpus
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Every labelled line of a corpus folder, files in the order of their names.</summary>
    public static List<CorpusLine> Read(string directory)
    {
        var lines = new List<CorpusLine>();
        foreach (var path in Directory.GetFiles(directory, "*.jsonl").Order(StringComparer.Ordinal))
        {
            // Whole calls and interim revisions have no one label a line.
            if (!IsLabelled(System.IO.File.ReadLines(path).FirstOrDefault() ?? "{}"))
                continue;
            var file = Path.GetFileNameWithoutExtension(path);
            var number = 0;
            foreach (var text in System.IO.File.ReadLines(path))
                lines.Add(Parse(text, file, number++));
        }
        return lines.Count > 0
            ? lines
            : throw new DirectoryNotFoundException($"There are no labelled .jsonl files in {directory}.");
    }

    private static bool IsLabelled(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("split", out _)
            && (json.RootElement.TryGetProperty("text", out _) || json.RootElement.TryGetProperty("fragments", out _));
    }

    private static CorpusLine Parse(string text, string file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<CorpusLine>(text, Json)! with { File = file, Number = number };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}.jsonl, line {number + 1}: {error.Message}", error);
        }
    }
}
