using System.Text.Json;
using CivilLine.Cli.Evaluation;
using CivilLine.Scoring;

namespace CivilLine.Cli.Releases;

/// <summary>Finds the figures of a model, wherever they were written.</summary>
internal static class ReportFile
{
    /// <param name="path">An evaluation.json, a folder with one, or a bundle whose card holds the figures.</param>
    /// <exception cref="InvalidDataException">There are none, or not of this kind.</exception>
    public static Report Read(string path)
    {
        var file = File.Exists(path) ? path : Path.Combine(path, "evaluation.json");
        var card = Path.Combine(path, ModelBundle.CardFile);
        if (!File.Exists(file) && !File.Exists(card))
            throw new InvalidDataException($"'{path}' is no evaluation.json and holds neither that nor a bundle's {ModelBundle.CardFile}.");
        try
        {
            return (File.Exists(file)
                    ? JsonSerializer.Deserialize<Report>(File.ReadAllText(file), ModelCard.Json)
                    : JsonSerializer.Deserialize<ModelCard>(File.ReadAllText(card), ModelCard.Json)?.Figures?.Deserialize<Report>(ModelCard.Json))
                is { Figures: not null, Lines: not null } report
                ? report
                : throw NotMeasured(path);
        }
        catch (JsonException)
        {
            throw NotMeasured(path);
        }
    }

    private static InvalidDataException NotMeasured(string path) =>
        new($"'{path}' has no figures of this kind: run civilline evaluate --model {path} --card first, with the same corpus and data for both.");
}
