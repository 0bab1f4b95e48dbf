using CivilLine.Cli.Training.Encoder;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Cli.Training.SecondStage;

/// <summary>Fits how both stages speak together, on lines and turns that neither has learned from.</summary>
/// <param name="askedShare">The part of harmless turns that is worth a run of the encoder.</param>
internal sealed class SecondStageTrainer(
    IReadOnlyList<TrainedHead> heads, ISecondOpinion opinion, double askedShare, int workers, TextWriter log)
{
    /// <summary>
    /// False alarms allowed in a thousand harmless turns, for each category and then for each step of severity. They
    /// leave room for real calls, which are rougher than the turns that they are counted in. The first step is bounded
    /// by the categories themselves.
    /// </summary>
    private static readonly double[] FalseAlarms = [0.2, 0.2, 0.3, 0.2, 0.2, 0.05, 0.3, double.PositiveInfinity, 0.3, 0.05];

    /// <summary>Shares that the log compares with the one in use.</summary>
    private static readonly double[] Shares = [0.04, 0.08, 0.16, 0.32];

    /// <param name="corpus">All training lines, as the heads were trained.</param>
    public IReadOnlyList<SecondStageHead> Fit(IReadOnlyList<Example> corpus, IReadOnlyList<QuietTalk> quiet)
    {
        var unseen = Enumerable.Range(0, corpus.Count).Select(i => TrainedHead.Unseen(heads, i, corpus[i])).ToArray();
        var harmless = quiet.SelectMany(source => source.Turns)
            .Select(turn => TrainedHead.Probabilities(heads, [.. heads.Select(head => head.Head.Margin(turn))])).ToArray();
        float[] most = [.. heads.Take(CategoryScores.Length).Select(head => head.Card.Threshold)];
        foreach (var share in Shares.Append(askedShare).Distinct().Order())
            LogGates(share, corpus, unseen, Gates.Choose(harmless, share, most));
        var gates = Gates.Choose(harmless, askedShare, most);

        var kept = Enumerable.Range(0, corpus.Count).Where(i => EncoderParts.IsDevelopment(corpus[i].Line!)).ToArray();
        var hearing = new Hearing(heads, opinion, gates, workers);
        var lines = hearing.Hear([.. kept.Select(i => corpus[i])], at => unseen[kept[at]]);
        var turns = quiet.Select(source => (source.Kind, Turns: hearing.Hear(source.Turns))).ToArray();
        log.WriteLine($"second stage: fitted on {lines.Length} lines, asked of {lines.Count(line => line.Encoder is not null)}; " +
            $"on {turns.Sum(source => source.Turns.Length)} harmless turns, asked of {turns.Sum(source => source.Turns.Count(turn => turn.Encoder is not null))}");

        var mix = new SecondStageHead[heads.Count];
        for (var head = 0; head < HeadNames.SeverityAt; head++)
            mix[head] = Category(head, gates[head], lines, turns);
        for (var head = HeadNames.SeverityAt; head < heads.Count; head++)
            mix[head] = Aspect(head, lines, turns, mix);
        return mix;
    }

    private SecondStageHead Category(int head, float gate, Heard[] lines, (QuietKind Kind, Heard[] Turns)[] turns)
    {
        bool Label(Heard heard) => heard.Line?.Has((Category)head) ?? false;
        var count = turns.Sum(source => source.Turns.Length);
        // As in the first stage, ordinary speech weighs as much as the lines.
        var weight = count == 0 ? 0 : (float)lines.Length / count;
        var fit = Mixing.Fit(
        [
            .. lines.Where(line => line.Encoder is not null).Select(line => Row(line, head, Label(line), 1)),
            .. turns.SelectMany(source => source.Turns).Where(turn => turn.Encoder is not null).Select(turn => Row(turn, head, false, weight)),
        ]);
        var rows = lines.Select(line => (Probability(line, head, fit), Label(line))).ToArray();
        var quiet = QuietTalk.Groups(turns, FalseAlarms[head]).Select(group => group.Select(turn => Probability(turn, head, fit)).ToArray());
        var threshold = Thresholds.Choose(rows, quiet, FalseAlarms[head]);
        LogHead(head, fit, threshold, rows);
        // Below the gate nothing is asked, so that a threshold there could not be kept.
        return Card(head, Math.Min(gate, threshold), fit, threshold);
    }

    /// <summary>How strong and at whom: fitted where a category applies; a step of severity is held to a rate as well.</summary>
    private SecondStageHead Aspect(int head, Heard[] lines, (QuietKind Kind, Heard[] Turns)[] turns, SecondStageHead[] mix)
    {
        var labelled = lines.Where(line => line is { Line.Labels.Count: > 0, Encoder: not null }).ToArray();
        var fit = Mixing.Fit([.. labelled.Select(line => Row(line, head, Aspects.Holds(head, line.Line!), 1))]);
        var threshold = 0.5f;
        if (head < HeadNames.TargetAt && !double.IsPositiveInfinity(FalseAlarms[head]))
        {
            float Alarm(Heard turn) => IsNamed(turn, mix) ? Probability(turn, head, fit) : 0;
            foreach (var group in QuietTalk.Kinds(turns).Where(group => group.Count > 0))
            {
                var descending = group.Select(Alarm).OrderDescending().ToArray();
                threshold = Math.Max(threshold, MathF.BitIncrement(descending[(int)(FalseAlarms[head] * descending.Length / 1000)]));
            }
        }
        LogHead(head, fit, threshold, [.. labelled.Select(line => (Probability(line, head, fit), Aspects.Holds(head, line.Line!)))]);
        return Card(head, null, fit, threshold);
    }

    private static bool IsNamed(Heard heard, SecondStageHead[] mix)
    {
        for (var head = 0; head < HeadNames.SeverityAt; head++)
        {
            var card = mix[head];
            if (Probability(heard, head, new Mix(card.LinearWeight, card.EncoderWeight, card.Offset)) >= card.Threshold)
                return true;
        }
        return false;
    }

    private static SecondStageHead Card(int head, float? gate, Mix fit, float threshold) =>
        new(HeadNames.All[head], gate, fit.Linear, fit.Encoder, Slope: 1, fit.Offset, threshold);

    private static MixRow Row(Heard heard, int head, bool label, float weight) => new(heard.Linear[head], heard.Encoder![head], label, weight);

    /// <summary>0 where the gates keep the second stage from being asked.</summary>
    private static float Probability(Heard heard, int head, Mix fit) =>
        heard.Encoder is null ? 0 : fit.Probability(heard.Linear[head], heard.Encoder[head]);

    /// <summary>What the gates alone cost: the part of each category's lines that would open them.</summary>
    private void LogGates(double share, IReadOnlyList<Example> corpus, float[][] unseen, float[] gates)
    {
        var opens = unseen.Select(margins => Gates.Opens(TrainedHead.Probabilities(heads, margins), gates)).ToArray();
        log.WriteLine($"second stage asked of {share:P0} of harmless turns: " + string.Join(", ", gates.Select((gate, head) =>
        {
            var lines = Enumerable.Range(0, corpus.Count).Where(i => corpus[i].Has((Category)head)).ToArray();
            return $"{HeadNames.All[head]} from {gate:F3} reaches {(double)lines.Count(i => opens[i]) / Math.Max(1, lines.Length):F3}";
        })));
    }

    private void LogHead(int head, Mix fit, float threshold, (float Probability, bool Label)[] rows)
    {
        var found = rows.Count(row => row.Label && row.Probability >= threshold);
        log.WriteLine($"  {HeadNames.All[head],-16} linear {fit.Linear:F2}, encoder {fit.Encoder:F2}, threshold {threshold:F3}: " +
            $"finds {found} of {rows.Count(row => row.Label)}, and {rows.Count(row => !row.Label && row.Probability >= threshold)} of {rows.Count(row => !row.Label)} others");
    }
}
