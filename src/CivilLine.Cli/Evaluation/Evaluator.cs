using CivilLine.Cli.Training;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

/// <summary>Measures a model on the test split, beside the word list, and counts its alarms in ordinary speech.</summary>
internal sealed class Evaluator(ModelBundle bundle, IReadOnlyList<CorpusLine> corpus)
{
    private static readonly Category[] All = Enum.GetValues<Category>();

    private readonly WordList _words = WordList.From(corpus.Where(line => line.IsTrain));

    public Report Run(string? data)
    {
        var test = corpus.Where(line => !line.IsTrain && line.Fragments is null)
            .Select(line => (Line: line, Text: Normalizer.Normalize(line.Text)))
            .Select(row => new Judged(row.Line, bundle.Scorer.Score(row.Text), _words.Categories(row.Text)))
            .ToArray();
        return new Report(
            bundle.Info.Version, bundle.Info.ThresholdsHash, test.Length,
            [.. All.Select(category => Head(test, category, row => row.Model.Categories, row => row.Model.Scores[category]))],
            Overall(test, row => row.Model.Categories),
            [.. All.Select(category => Head(test, category, row => row.Listed, row => row.Listed.Contains(category) ? 1 : 0))],
            Overall(test, row => row.Listed),
            Aspects(test), Splits(), Slices(test), data is null ? [] : Alarms(data));
    }

    private static HeadFigures Head(
        Judged[] rows, Category category, Func<Judged, CategorySet> said, Func<Judged, float> score)
    {
        var positives = rows.Count(row => row.Line.Has(category));
        var claimed = rows.Count(row => said(row).Contains(category));
        var right = rows.Count(row => row.Line.Has(category) && said(row).Contains(category));
        (float Score, bool Label)[] scored = [.. rows.Select(row => (score(row), row.Line.Has(category)))];
        return new HeadFigures(
            HeadNames.Of(category), positives, Share(right, positives), Share(right, claimed),
            Share(claimed - right, rows.Length - positives), Ranking.Auc(scored), Ranking.CalibrationError(scored));
    }

    private static OverallFigures Overall(Judged[] rows, Func<Judged, CategorySet> said)
    {
        var f1 = All.Average(category =>
        {
            var right = rows.Count(row => row.Line.Has(category) && said(row).Contains(category));
            return Share(2 * right, rows.Count(row => row.Line.Has(category)) + rows.Count(row => said(row).Contains(category)));
        });
        return new OverallFigures(Exact(rows, said), Found(rows, said), FlaggedClean(rows, said), f1);
    }

    private static AspectFigures Aspects(Judged[] rows)
    {
        var found = rows.Where(row => row.Line.Labels.Count > 0 && row.Model.Severity is not null).ToArray();
        int Off(Judged row) => Math.Abs((int)row.Model.Severity!.Value - (int)(Training.Aspects.SeverityOf(row.Line) ?? 0));
        return new AspectFigures(
            found.Length, Share(found.Count(row => Off(row) == 0), found.Length), Share(found.Count(row => Off(row) <= 1), found.Length),
            Share(found.Count(row => row.Model.Target == Training.Aspects.TargetOf(row.Line)), found.Length));
    }

    private SplitFigures Splits()
    {
        var lines = corpus.Where(line => !line.IsTrain && line.Fragments is not null).ToArray();
        return Split(new WindowScorer(bundle.Scorer), lines);
    }

    internal static SplitFigures Split(WindowScorer scorer, IReadOnlyCollection<CorpusLine> lines)
    {
        var (right, flag, wrong) = (0, 0, 0);
        foreach (var line in lines)
        {
            var label = Labels(line);
            var steps = Utterance.Steps(scorer, line.Fragments!).ToArray();
            right += steps[^1].Categories == label ? 1 : 0;
            flag += steps[^1].Categories.IsEmpty == label.IsEmpty ? 1 : 0;
            wrong += steps[..^1].Any(step => (step.Categories.Bits & ~label.Bits) != 0) ? 1 : 0;
        }
        return new SplitFigures(lines.Count, Share(right, lines.Count), Share(flag, lines.Count), Share(wrong, lines.Count));
    }

    private static SliceFigures[] Slices(Judged[] rows) =>
    [
        .. from row in rows
           group row by row.Line.File into slice
           orderby slice.Key
           let lines = slice.ToArray()
           select new SliceFigures(
               slice.Key, lines.Length, Exact(lines, row => row.Model.Categories), Found(lines, row => row.Model.Categories),
               FlaggedClean(lines, row => row.Model.Categories)),
    ];

    private AlarmFigures[] Alarms(string data)
    {
        var heldOut = Benign.Read(data, Screen.Read(data)).Where(turn => turn.Part == BenignPart.HeldOut).ToArray();
        string[] real = ["switchboard_part1", "bt_oasis_part1"];
        return
        [
            .. heldOut.GroupBy(turn => turn.Source).Select(source => Alarms(source.Key, source.Select(turn => turn.Text))),
            Alarms("all held-out turns", heldOut.Select(turn => turn.Text)),
            .. real.Select(name => Alarms(
                name, Benign.Rows(Path.Combine(data, "eval", name + ".tsv.gz")).Select(row => Normalizer.Normalize(row.Text)))),
        ];
    }

    private AlarmFigures Alarms(string source, IEnumerable<NormalizedText> texts)
    {
        var counts = new int[All.Length];
        var (turns, any, listed) = (0, 0, 0);
        foreach (var text in texts)
        {
            turns++;
            var categories = bundle.Scorer.Score(text).Categories;
            any += categories.IsEmpty ? 0 : 1;
            listed += _words.Categories(text).IsEmpty ? 0 : 1;
            foreach (var category in categories)
                counts[(int)category]++;
        }
        return new AlarmFigures(
            source, turns, 1000 * Share(any, turns), 1000 * Share(listed, turns),
            All.ToDictionary(HeadNames.Of, category => 1000 * Share(counts[(int)category], turns)));
    }

    private static double Exact(Judged[] rows, Func<Judged, CategorySet> said) =>
        Share(rows.Count(row => said(row) == Labels(row.Line)), rows.Length);

    private static double Found(Judged[] rows, Func<Judged, CategorySet> said) => Share(
        rows.Count(row => row.Line.Labels.Count > 0 && !said(row).IsEmpty), rows.Count(row => row.Line.Labels.Count > 0));

    private static double FlaggedClean(Judged[] rows, Func<Judged, CategorySet> said) => Share(
        rows.Count(row => row.Line.Labels.Count == 0 && !said(row).IsEmpty), rows.Count(row => row.Line.Labels.Count == 0));

    private static CategorySet Labels(CorpusLine line) =>
        All.Where(line.Has).Aggregate(CategorySet.Empty, (set, category) => set.With(category));

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private readonly record struct Judged(CorpusLine Line, Assessment Model, CategorySet Listed);
}
