using System.Diagnostics;
using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

/// <summary>Trains every head, with its calibration and threshold, from examples it never tests on.</summary>
internal sealed class Trainer(TrainSettings settings, TextWriter log)
{
    /// <summary>
    /// False alarms allowed in a thousand harmless turns, in the order of the categories. 0.3 is the aim; where it would leave
    /// the head almost deaf it is relaxed, most for hostility, which hardly anything else finds, and for escalation,
    /// which alarms nobody and only coaches. Safeguarding keeps the aim: each false one freezes a call's ladder.
    /// </summary>
    private static readonly double[] FalseAlarms = [0.3, 0.5, 1.0, 0.5, 0.5, 0.3, 1.0];

    public IReadOnlyList<TrainedHead> Train(TrainingSet set)
    {
        Example[] negatives = [.. set.Pieces, .. set.Negatives];
        var heads = new TrainedHead[HeadNames.All.Count];
        Parallel.For(0, heads.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Workers }, head =>
        {
            var watch = Stopwatch.StartNew();
            heads[head] = head < HeadNames.SeverityAt
                ? Category((Category)head, set, negatives)
                : Aspect(head, set.Corpus);
            log.WriteLine($"{heads[head].Card.Name,-16} threshold {heads[head].Card.Threshold:F3}  {watch.Elapsed.TotalSeconds:F0} s");
        });
        return heads;
    }

    private TrainedHead Category(Category category, TrainingSet set, Example[] negatives)
    {
        var corpus = set.Corpus;
        bool Label(Example example) => example.Has(category);
        var (final, margins) = Fold(corpus, negatives, Label);
        float[][] quiet =
        [
            .. Enum.GetValues<QuietKind>().Select(kind => set.Quiet
                .Where(talk => talk.Kind == kind).SelectMany(talk => talk.Turns).Select(final.Margin).ToArray()),
        ];

        // Ordinary speech weighs as much as the corpus, which is far richer in abuse than any day's calls.
        var turns = quiet.Sum(group => group.Length);
        var weight = turns == 0 ? 0 : (float)corpus.Count / turns;
        var fit = Calibration.Fit(
        [
            .. corpus.Select((example, i) => (margins[i], Label(example), 1f)),
            .. quiet.SelectMany(group => group.Select(margin => (margin, false, weight))),
        ]);
        var threshold = Thresholds.Choose(
            [.. corpus.Select((example, i) => (Calibration.Probability(margins[i], fit), Label(example)))],
            quiet.Select(group => group.Select(margin => Calibration.Probability(margin, fit)).ToArray()), FalseAlarms[(int)category]);
        LogTrade(category, corpus.Select((example, i) => (margins[i], Label(example))), quiet);
        return new TrainedHead(final, new HeadCard(HeadNames.Of(category), fit.Slope, fit.Offset, threshold), margins);
    }

    /// <summary>What a stricter or looser limit would cost: recall out of fold at several rates of false alarms.</summary>
    /// <param name="quiet">Margins of harmless turns by <see cref="QuietKind"/>.</param>
    private void LogTrade(Category category, IEnumerable<(float Margin, bool Label)> corpus, float[][] quiet)
    {
        var found = corpus.Where(row => row.Label).Select(row => row.Margin).ToArray();
        var groups = quiet.Select((group, kind) => (Kind: (QuietKind)kind, Margins: group.OrderDescending().ToArray()))
            .Where(group => group.Margins.Length > 0).ToArray();
        foreach (var rate in (double[])[0.3, 0.5, 1, 2])
        {
            var limits = groups.Select(group => (group.Kind, Limit: group.Margins[(int)(rate * group.Margins.Length / 1000)]));
            log.WriteLine($"  {HeadNames.Of(category)} at {rate} in 1,000: " + string.Join(", ", limits.Select(group =>
                $"{group.Kind} recall {(double)found.Count(margin => margin > group.Limit) / found.Length:F2}")));
        }
    }

    /// <summary>How strong and at whom: learned where a category applies, since it is asked only there.</summary>
    private TrainedHead Aspect(int head, IReadOnlyList<Example> corpus)
    {
        var labelled = corpus.Where(example => !example.IsClean).ToArray();
        bool Label(Example example) => Aspects.Holds(head, example.Line!);
        var (final, margins) = Fold(labelled, [], Label);
        var fit = Calibration.Fit([.. labelled.Select((example, i) => (margins[i], Label(example), 1f))]);
        var known = new Queue<float>(margins);
        return new TrainedHead(
            final, new HeadCard(HeadNames.All[head], fit.Slope, fit.Offset, 0.5f),
            [.. corpus.Select(example => example.IsClean ? float.NaN : known.Dequeue())]);
    }

    /// <summary>Trains once on everything and once without each fold, whose margins come from the head that never saw it.</summary>
    private (LinearHead Final, float[] Margins) Fold(
        IReadOnlyList<Example> corpus, IReadOnlyList<Example> negatives, Func<Example, bool> label)
    {
        var margins = new float[corpus.Count];
        for (var fold = 0; fold < Examples.Folds; fold++)
        {
            var head = LinearHead.Train(Rows(corpus.Concat(negatives).Where(example => example.Fold != fold), label), settings);
            for (var i = 0; i < corpus.Count; i++)
            {
                if (corpus[i].Fold == fold)
                    margins[i] = head.Margin(corpus[i]);
            }
        }
        return (LinearHead.Train(Rows(corpus.Concat(negatives), label), settings), margins);
    }

    private static IEnumerable<(Example, bool, float)> Rows(IEnumerable<Example> examples, Func<Example, bool> label) =>
        examples.Select(example => (example, label(example), 1f));
}
