using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

public sealed class TwoStageScorerTests
{
    private static readonly ModelInfo Info = new("two", "hash");

    private readonly WordOpinion _opinion = new("grommet", Category.Threat);

    [Fact]
    public void Second_stage_is_not_asked_where_the_first_is_sure()
    {
        var text = Normalizer.Normalize("good morning could i have the grommet please");

        Assert.Equal(ShippedModel.Bundle.Linear.Score(text), Scorer(gate: 0.15f).Score(text));
        Assert.Equal(0, _opinion.Asked);
    }

    [Fact]
    public void Second_stage_finds_what_the_first_does_not_name()
    {
        var text = Normalizer.Normalize("good morning could i have the grommet please");

        var assessment = Scorer(gate: 0).Score(text);

        Assert.Equal(CategorySet.Empty.With(Category.Threat), assessment.Categories);
        Assert.True(assessment.Scores[Category.Threat] > 0.99, $"{assessment.Scores[Category.Threat]}");
        Assert.NotNull(assessment.Severity);
    }

    [Fact]
    public void Second_stage_takes_back_what_the_first_named()
    {
        var text = Normalizer.Normalize("i'm going to kill you");
        Assert.Contains(Category.Threat, ShippedModel.Bundle.Linear.Score(text).Categories);

        Assert.DoesNotContain(Category.Threat, Scorer(gate: 0).Score(text).Categories);
    }

    [Fact]
    public void Second_stage_is_asked_once_for_a_text()
    {
        var scorer = Scorer(gate: 0);

        var first = scorer.Score(Normalizer.Normalize("the grommet"));
        var again = scorer.Score(Normalizer.Normalize("The  grommet"));

        Assert.Equal(first, again);
        Assert.Equal(1, _opinion.Asked);
    }

    [Fact]
    public void Second_stage_says_the_same_of_a_text_whatever_came_before_and_on_any_thread()
    {
        var alone = ShippedModel.Sample.Select(text => Scorer(gate: 0.01f).Score(text)).ToArray();
        var shared = Scorer(gate: 0.01f);
        var parallel = new Assessment[alone.Length * 4];

        Parallel.For(0, parallel.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => parallel[i] = shared.Score(ShippedModel.Sample[i % alone.Length]));

        for (var i = 0; i < parallel.Length; i++)
            Assert.Equal(alone[i % alone.Length], parallel[i]);
    }

    [Fact]
    public void Empty_text_is_never_put_to_the_second_stage()
    {
        Scorer(gate: 0).Score(Normalizer.Normalize(""));

        Assert.Equal(0, _opinion.Asked);
    }

    [Fact]
    public void Highlights_fall_on_the_word_that_the_second_stage_heard()
    {
        const string Shown = "Good morning, could I have the GROMMET, please?";

        var lit = Scorer(gate: 0).Explain(Normalizer.Normalize(Shown), Category.Threat);

        Assert.Equal("GROMMET", Shown.Substring(Assert.Single(lit).Start, lit[0].Length));
    }

    [Fact]
    public void Highlights_of_a_lone_word_are_that_word() =>
        Assert.Equal(7, Assert.Single(Scorer(gate: 0).Explain(Normalizer.Normalize("grommet"), Category.Threat)).Length);

    [Fact]
    public void Highlights_that_are_wanted_at_once_ask_the_second_stage_only_where_the_first_does_not_name_the_category()
    {
        var scorer = Scorer(gate: 0);
        var first = scorer.ExplainQuickly(Normalizer.Normalize("i'm going to kill you"), Category.Threat);
        var asked = _opinion.Asked;

        var second = scorer.ExplainQuickly(Normalizer.Normalize("could i have the grommet"), Category.Threat);

        Assert.NotEmpty(first);
        Assert.Equal((0, "grommet".Length), (asked, Assert.Single(second).Length));
    }

    [Fact]
    public void Highlights_of_a_long_text_ask_the_second_stage_a_bounded_number_of_times()
    {
        Scorer(gate: 0).Explain(Normalizer.Normalize(string.Join(' ', Enumerable.Range(0, 300).Select(i => $"word{i}"))), Category.Threat);

        Assert.InRange(_opinion.Asked, 1, 30);
    }

    [Fact]
    public void Gate_above_a_threshold_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Scorer(gate: 0.999f));

        Assert.Contains("the gate of swearing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_of_both_stages_allocates_nothing_where_the_first_is_sure()
    {
        var (scorer, text) = (Scorer(gate: 0.15f), Normalizer.Normalize("you told me last week that somebody would ring me back today"));
        scorer.Score(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        scorer.Score(text);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private TwoStageScorer Scorer(float gate) => new(
        ShippedModel.Bundle.Linear, _opinion,
        [.. HeadNames.All.Select((name, i) => new SecondStageHead(name, i < CategoryScores.Length ? gate : null, 0.01f, 1, 1, 0, 0.5f))], Info);

    /// <summary>Hears one category in one word, and in nothing else.</summary>
    private sealed class WordOpinion(string word, Category category) : ISecondOpinion
    {
        private int _asked;

        public int Asked => _asked;

        public void Logits(ReadOnlySpan<char> text, Span<float> logits)
        {
            Interlocked.Increment(ref _asked);
            logits.Fill(-8);
            if (text.Contains(word, StringComparison.Ordinal))
                logits[(int)category] = 8;
        }
    }
}
