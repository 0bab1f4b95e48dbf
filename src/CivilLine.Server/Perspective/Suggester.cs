using CivilLine.Ingest;
using CivilLine.Review.Suggestions;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Perspective;

/// <summary>
/// Files what a client suggests for a reviewer, redacted, beside what the model says of it at that moment. Which community,
/// session or token it came with is kept nowhere: they may name people.
/// </summary>
internal sealed class Suggester(
    Analyzer analyzer, SuggestionStore suggestions, IToxicityScorer scorer, IOptions<PerspectiveOptions> options,
    IOptions<RedactionOptions> redaction, TimeProvider time)
{
    /// <summary>From where on a suggested score says that something is so: Perspective's clients write 0 and 1.</summary>
    private const double Says = 0.5;

    /// <returns>Why it is not taken; null where it is, also where the same waits already.</returns>
    public async ValueTask<Refusal?> FileAsync(SuggestRequest request, ApiKey key)
    {
        var text = Redactor.Redact(request.Comment!.Text!, redaction.Value.Also);
        var sentences = await analyzer.ScoreAsync(text);
        var said = request.AttributeScores!.GroupBy(one => Attributes.NameOf(one.Key), one => one.Value!.Summary)
            .ToDictionary(one => one.Key, one => one.Max());
        var filed = suggestions.File(
            new Suggestion(
                0, time.GetUtcNow(), key.Id, key.Name, text,
                [.. Attributes.Names.Where(said.ContainsKey).Select(name => new SuggestionScore(name, said[name], Ours(name, sentences)))],
                Categories(said), scorer.Model.Version,
                sentences.SelectMany(one => one.Assessment.Categories).Aggregate(CategorySet.Empty, (all, one) => all.With(one)),
                sentences.Max(one => one.Assessment.Severity)),
            options.Value.SuggestionsWaiting);
        return filed ? null : Refusal.SuggestionsFull;
    }

    private static double Ours(string attribute, IReadOnlyList<ScoredSentence> sentences) =>
        Math.Round(Analyzer.Of(Attributes.Of(attribute)!, sentences, eachSpan: false).SummaryScore.Value, 4);

    /// <summary>Null where it cannot be told: toxic, and not in which way, or of some categories alone that they do not apply.</summary>
    private static CategorySet? Categories(Dictionary<string, double> said)
    {
        var applies = said.Where(one => one.Value >= Says).ToList();
        var named = applies.Select(one => Attributes.CategoryOf(one.Key)).OfType<Category>()
            .Aggregate(CategorySet.Empty, (all, one) => all.With(one));
        if (!named.IsEmpty)
            return named;
        return applies.Count == 0 && said.ContainsKey("TOXICITY") ? CategorySet.Empty : null;
    }
}
