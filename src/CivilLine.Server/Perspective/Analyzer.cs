using CivilLine.Calls;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Perspective;

/// <summary>Scores a comment sentence by sentence; an attribute's summary is its worst sentence's.</summary>
internal sealed class Analyzer(IToxicityScorer scorer, ScoringThreads threads)
{
    public ValueTask<IReadOnlyList<ScoredSentence>> ScoreAsync(string text) => threads.RunAsync(() => Score(text));

    public static AttributeScores Of(Func<Assessment, float> attribute, IReadOnlyList<ScoredSentence> sentences, bool eachSpan)
    {
        var spans = sentences.Select(one => new SpanScore(one.Begin, one.End, new Score(attribute(one.Assessment)))).ToList();
        var worst = spans.Max(span => span.Score.Value);
        return new AttributeScores(
            eachSpan ? spans : [new SpanScore(spans[0].Begin, spans[^1].End, new Score(worst))], new Score(worst));
    }

    private IReadOnlyList<ScoredSentence> Score(string text) =>
        [.. Sentences.Of(text).Select(span => new ScoredSentence(
            span.Begin, span.End, scorer.Score(Normalizer.Normalize(text[span.Begin..span.End]))))];
}

internal sealed record ScoredSentence(int Begin, int End, Assessment Assessment);
