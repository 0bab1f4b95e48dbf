using System.Globalization;
using System.Text.Json;
using CivilLine.Cli.Evaluation;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;

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
            .Replace("{secondStage}", card.SecondStage is { } stage ? Stage(stage) : "", StringComparison.Ordinal)
            .Replace("{report}", ReportText.Of(report), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(directory, "card.md"), text);
    }

    private static string Stage(SecondStageCard stage) => string.Create(CultureInfo.InvariantCulture, $"""
        - Second stage: where the linear heads are unsure, an encoder is asked too, and both are mixed head by head. It has two
          transformer layers over word pieces, started from the Universal Sentence Encoder (lite; Google, Apache-2.0), trained
          on the same lines and ordinary speech, and fitted on a tenth of the lines that it did not see. {stage.File}
          (SHA-256 {stage.Sha256}), {stage.Pieces} (SHA-256 {stage.PiecesSha256}); golden vectors of both stages within 0.02.
          It is asked from these probabilities on: {string.Join(", ", stage.Heads.Where(head => head.Gate is not null).Select(head => $"{head.Name} {head.Gate:0.####}"))}.

        """);

    private static string Template()
    {
        using var stream = typeof(CardWriter).Assembly.GetManifestResourceStream("card-template.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
