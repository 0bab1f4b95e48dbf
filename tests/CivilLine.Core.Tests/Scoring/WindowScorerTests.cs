using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring;

public sealed class WindowScorerTests
{
    private readonly WindowScorer _scorer = new(ShippedModel.Bundle.Scorer);

    [Fact]
    public void Window_reads_a_threat_in_two_pieces_as_one()
    {
        var result = Assess("i'm going to", "kill you");

        Assert.True(result.Assessment.Categories.Contains(Category.Threat));
        Assert.Equal(Severity.Critical, result.Assessment.Severity);
        Assert.Equal(["0", "1"], result.UtteranceIds);
        Assert.Equal("i'm going to kill you", result.Joined.Shown);
    }

    [Fact]
    public void Window_takes_a_threat_back_when_its_object_turns_out_to_be_a_thing()
    {
        var result = Assess("i'm going to kill", "this subscription");

        Assert.True(result.Assessment.Categories.IsEmpty, $"{result.Assessment.Categories}");
    }

    [Fact]
    public void Window_keeps_what_was_certain_whatever_follows()
    {
        var result = Assess("you're a fucking idiot", "and my account number is two two seven");

        Assert.Empty(result.Superseded);
        Assert.True(result.Assessment.Categories.IsEmpty, $"{result.Assessment.Categories}");
    }

    [Fact]
    public void Window_of_one_piece_scores_it_once()
    {
        var counting = new CountingScorer(ShippedModel.Bundle.Scorer);

        new WindowScorer(counting).Assess([Piece("0", "hello")]);

        Assert.Equal(1, counting.Count);
    }

    [Fact]
    public void Window_is_open_while_the_evidence_stops_in_mid_clause()
    {
        Assert.True(Assess("you fucking useless piece of").IsOpen);
        Assert.False(Assess("you're a fucking idiot").IsOpen);
    }

    [Fact]
    public void Joined_text_keeps_the_way_back_to_what_is_shown()
    {
        Piece[] pieces = [Piece("0", "Um, I'm…"), Piece("1", ""), Piece("2", "going HOME!")];

        var joined = JoinedText.Of(pieces, 0, 2);

        Assert.Equal("Um, I'm…  going HOME!", joined.Shown);
        Assert.Equal(joined.Text.Length, joined.Offsets.Length);
        var home = joined.Text.IndexOf("home", StringComparison.Ordinal);
        Assert.Equal(joined.Shown.IndexOf("HOME", StringComparison.Ordinal), joined.Offsets[home]);
    }

    [Fact]
    public void Utterance_keeps_the_highest_score_that_still_stands()
    {
        var assessment = Utterance.Assess(_scorer, ["you're a fucking idiot", "and my account number is two two seven"]);

        Assert.True(assessment.Categories.Contains(Category.Swearing));
        Assert.True(assessment.Scores[Category.Swearing] > 0.9f);
    }

    private WindowAssessment Assess(params string[] texts) =>
        _scorer.Assess([.. texts.Select((text, i) => Piece($"{i}", text))]);

    private static Piece Piece(string id, string text) => new(id, Normalizer.Normalize(text), 0, 900, IsFinal: true);

    private sealed class CountingScorer(IToxicityScorer inner) : IToxicityScorer
    {
        public int Count { get; private set; }

        public ModelInfo Model => inner.Model;

        public Assessment Score(NormalizedText text)
        {
            Count++;
            return inner.Score(text);
        }

        public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => inner.Explain(text, category);
    }
}
