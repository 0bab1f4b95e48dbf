using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring;

public sealed class ScorerTests
{
    [Fact]
    public void Scorer_equals_MlNet_on_every_category_of_every_line()
    {
        foreach (var text in ShippedModel.Sample)
        {
            var direct = ShippedModel.Bundle.Linear.Score(text);
            var reference = ShippedModel.Bundle.Reference.Score(text);
            for (var i = 0; i < CategoryScores.Length; i++)
                Assert.True(Math.Abs(direct.Scores[i] - reference.Scores[i]) <= 1e-5, $"{text.Shown}: {direct.Scores[i]} and {reference.Scores[i]}");
        }
    }

    [Fact]
    public void MlNet_scores_the_same_when_many_threads_ask_at_once() => ScoresAlikeInParallel(ShippedModel.Bundle.Reference);

    [Fact]
    public void Scorer_scores_the_same_when_many_threads_ask_at_once() => ScoresAlikeInParallel(ShippedModel.Bundle.Scorer);

    [Fact]
    public void Scorer_allocates_less_than_a_kilobyte_for_a_fragment()
    {
        var text = Normalizer.Normalize("you told me last week that somebody would ring me back today");
        ShippedModel.Bundle.Reference.Score(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ShippedModel.Bundle.Reference.Score(text);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1023);
    }

    private static void ScoresAlikeInParallel(IToxicityScorer scorer)
    {
        var texts = ShippedModel.Sample;
        var serial = texts.Select(scorer.Score).ToArray();
        var parallel = new Assessment[texts.Count * 8];

        Parallel.For(0, parallel.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = scorer.Score(texts[i % texts.Count]));

        for (var i = 0; i < parallel.Length; i++)
            Assert.Equal(serial[i % texts.Count], parallel[i]);
    }
}
