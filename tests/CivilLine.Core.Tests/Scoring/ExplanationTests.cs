using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Scoring;

public sealed class ExplanationTests
{
    [Theory]
    [InlineData("Well, you're a FUCKING disgrace, mate.", Category.Swearing, "FUCKING")]
    [InlineData("look i'm going to kill you", Category.Threat, "kill")]
    [InlineData("ok then, you're a f***ing clown", Category.Swearing, "f***ing")]
    [InlineData("my solicitor will be in touch", Category.Escalation, "solicitor")]
    public void Highlights_fall_on_the_words_that_carry_the_category(string shown, Category category, string word)
    {
        var lit = Explain(shown, category).Select(highlight => shown.Substring(highlight.Start, highlight.Length));

        Assert.Contains(lit, run => run.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Highlights_leave_out_the_words_around()
    {
        const string Shown = "good morning there i rang you on tuesday about the kettle and you are a fucking idiot";

        var first = Explain(Shown, Category.Swearing)[0];

        Assert.True(first.Start > Shown.IndexOf("kettle", StringComparison.Ordinal));
    }

    [Fact]
    public void Highlights_lie_in_order_within_the_shown_text_whatever_it_is() => Gen.String.Sample(shown =>
    {
        var end = 0;
        foreach (var highlight in Explain(shown, Category.Hostility))
        {
            Assert.True(highlight.Start >= end && highlight.Length > 0 && highlight.Weight > 0, $"{highlight}");
            end = highlight.Start + highlight.Length;
        }
        Assert.True(end <= shown.Length);
    });

    [Fact]
    public void Explanation_is_the_same_by_both_scorers()
    {
        var text = Normalizer.Normalize("i'm going to kill you");

        Assert.Equal(
            ShippedModel.Bundle.Reference.Explain(text, Category.Threat), ShippedModel.Bundle.Linear.Explain(text, Category.Threat));
    }

    private static IReadOnlyList<Highlight> Explain(string shown, Category category) =>
        ShippedModel.Bundle.Scorer.Explain(Normalizer.Normalize(shown), category);
}
