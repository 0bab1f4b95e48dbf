using System.CommandLine;
using CivilLine.Cli.Training;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = "A bundle's folder; default the active model." };
        var corpus = new Option<string>("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
        var data = new Option<string?>("--data") { Description = "Folder of public data, for false alarms in ordinary speech." };
        var command = new Command("evaluate", "Measures a model on lines and speech it was not trained on.") { model, corpus, data };
        command.SetAction(parsed => Run(parsed.GetValue(model), parsed.GetRequiredValue(corpus), parsed.GetValue(data)));
        return command;
    }

    private static int Run(string? model, string corpus, string? data)
    {
        var bundle = ModelBundle.Load(ModelLocator.Find(model));
        var scorer = bundle.Scorer;
        var test = Corpus.Read(corpus).Where(line => !line.IsTrain && line.Fragments is null).ToArray();
        var assessed = test.Select(line => (Line: line, scorer.Score(Normalizer.Normalize(line.Text)).Scores, Assessment: scorer.Score(Normalizer.Normalize(line.Text)))).ToArray();
        foreach (var category in Enum.GetValues<Category>())
        {
            var rows = assessed.Select(row => (row.Scores[category], row.Line.Has(category))).ToArray();
            var positives = rows.Count(row => row.Item2);
            var said = assessed.Count(row => row.Assessment.Categories.Contains(category));
            var right = assessed.Count(row => row.Line.Has(category) && row.Assessment.Categories.Contains(category));
            Console.WriteLine($"{category,-15} n {positives,4} auc {Ranking.Auc(rows):F3} recall {(double)right / Math.Max(1, positives):F3} precision {(double)right / Math.Max(1, said):F3}");
        }
        var exact = assessed.Count(row => row.Assessment.Categories.Select(HeadNames.Of).ToHashSet().SetEquals(row.Line.Labels));
        var cleanFlagged = assessed.Count(row => row.Line.Labels.Count == 0 && !row.Assessment.Categories.IsEmpty);
        var toxicFound = assessed.Count(row => row.Line.Labels.Count > 0 && !row.Assessment.Categories.IsEmpty);
        Console.WriteLine($"exact {(double)exact / test.Length:F3}; any: recall {(double)toxicFound / test.Count(l => l.Labels.Count > 0):F3}, clean flagged {cleanFlagged} of {test.Count(l => l.Labels.Count == 0)}");
        var sev = assessed.Where(row => row.Line.Labels.Count > 0 && row.Assessment.Severity is not null).ToArray();
        Console.WriteLine($"severity exact {sev.Count(row => row.Assessment.Severity == Aspects.SeverityOf(row.Line)) / (double)sev.Length:F3} target {sev.Count(row => row.Assessment.Target == Aspects.TargetOf(row.Line)) / (double)sev.Length:F3}");
        if (data is null)
            return 0;
        var benign = Benign.Read(data, Screen.Read(data), 30_000).Where(turn => turn.Part == BenignPart.HeldOut).Select(turn => turn.Text).ToArray();
        Alarms("benign held out", scorer, benign);
        foreach (var name in new[] { "switchboard_part1", "bt_oasis_part1" })
            Alarms(name, scorer, Benign.Rows(Path.Combine(data, "eval", name + ".tsv.gz")).Select(row => Normalizer.Normalize(row.Text)));
        return 0;
    }

    private static void Alarms(string name, IToxicityScorer scorer, IEnumerable<NormalizedText> turns)
    {
        var counts = new int[CategoryScores.Length];
        var (any, all) = (0, 0);
        foreach (var text in turns)
        {
            all++;
            var categories = scorer.Score(text).Categories;
            if (!categories.IsEmpty)
                any++;
            foreach (var category in categories)
                counts[(int)category]++;
        }
        Console.WriteLine($"{name,-18} {all} turns, any {1000.0 * any / all:F2}/1000; {string.Join(' ', counts.Select(count => $"{1000.0 * count / all:F2}"))}");
    }
}
