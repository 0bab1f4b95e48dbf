using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivilLine.Cli.Evaluation;

/// <summary>evaluation.json: beside a bundle's card, or wherever it was asked for; a figure a line, so that versions can be told apart by diff.</summary>
internal static class ReportFile
{
    public const string Name = "evaluation.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(string folder, Report report)
    {
        var head = JsonSerializer.Serialize(report with { Figures = [] }, Json);
        var lines = report.Figures.Select(figure => JsonSerializer.Serialize(figure, Json));
        File.WriteAllText(
            Path.Combine(folder, Name), $"{head[..^"]}".Length]}\n{string.Join(",\n", lines)}\n]}}\n");
    }

    /// <param name="path">The file, or a folder that holds it: a bundle's, for example.</param>
    /// <exception cref="InvalidDataException">There is none, or it is no report.</exception>
    public static Report Read(string path)
    {
        var file = File.Exists(path) ? path : Path.Combine(path, Name);
        if (!File.Exists(file))
            throw new InvalidDataException($"There is no {file}: run civilline evaluate --model {path} --card first, with the same corpus and data for each version.");
        try
        {
            return JsonSerializer.Deserialize<Report>(File.ReadAllText(file), Json) is { Figures: not null, Lines: not null } report
                ? report
                : throw new InvalidDataException($"{file} is no evaluation.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} cannot be read: {error.Message}", error);
        }
    }
}
