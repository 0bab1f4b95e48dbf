using System.Globalization;
using System.Text.Json;
using CivilLine.Cli.Evaluation;
using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

/// <summary>Writes the figures into the bundle: those with a goal into card.json, all into evaluation.json and card.md, the model's card for people.</summary>
internal static class CardWriter
{
    public static void Write(string directory, ModelBundle bundle, Report report)
    {
        var goals = report.Figures.Where(figure => figure.Goal is not null).ToDictionary(figure => figure.Id, figure => Math.Round(figure.Value, 6));
        var card = bundle.Card with { Figures = JsonSerializer.SerializeToElement(goals, ModelCard.Json) };
        ReportFile.Write(directory, report);
        File.WriteAllText(Path.Combine(directory, ModelBundle.CardFile), JsonSerializer.Serialize(card, ModelCard.Json) + "\n");
        var thresholds = string.Join('\n', HeadNames.Categories.Select((name, i) =>
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {bundle.Threshold((Category)i):F3} |")));
        var text = Template().Replace("{version}", card.Version, StringComparison.Ordinal)
            .Replace("{hash}", card.Thresholds, StringComparison.Ordinal)
            .Replace("{sha256}", card.ModelSha256, StringComparison.Ordinal)
            .Replace("{seed}", card.Seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{trainedOn}", string.Join(", ", card.TrainedOn.Select(part => $"{part.Key} {part.Value}")), StringComparison.Ordinal)
            .Replace("{thresholds}", thresholds, StringComparison.Ordinal)
            .Replace("{report}", ReportText.Of(report), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(directory, "card.md"), text);
    }

    private static string Template()
    {
        using var stream = typeof(CardWriter).Assembly.GetManifestResourceStream("card-template.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
