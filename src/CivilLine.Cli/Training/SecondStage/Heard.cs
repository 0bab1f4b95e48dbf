using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Cli.Training.SecondStage;

/// <summary>What both stages say of one text.</summary>
/// <param name="Linear">A margin for each head, of a model that did not learn from the text.</param>
/// <param name="Encoder">A logit for each head; null where the gates do not open.</param>
internal sealed record Heard(CorpusLine? Line, float[] Linear, float[]? Encoder);

/// <summary>Puts texts to both stages as they will be put in use: the second only where a gate opens.</summary>
internal sealed class Hearing(IReadOnlyList<TrainedHead> heads, ISecondOpinion opinion, float[] gates, int workers)
{
    /// <param name="margins">The linear margins of an example, where it was learned from by the final heads; else null.</param>
    public Heard[] Hear(IReadOnlyList<Example> examples, Func<int, float[]>? margins = null)
    {
        var heard = new Heard[examples.Count];
        Parallel.For(0, heard.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i =>
        {
            var linear = margins?.Invoke(i) ?? [.. heads.Select(head => head.Head.Margin(examples[i]))];
            heard[i] = new Heard(examples[i].Line, linear, Opens(linear) && examples[i].Text.Text.Length > 0 ? Ask(examples[i].Text.Text) : null);
        });
        return heard;
    }

    private bool Opens(float[] margins) => Gates.Opens(TrainedHead.Probabilities(heads, margins), gates);

    private float[] Ask(string text)
    {
        var logits = new float[HeadNames.All.Count];
        opinion.Logits(text, logits);
        return logits;
    }
}
