using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation.Phrases;

/// <summary>
/// A model under a policy's phrase rules. What is allowed is cut out and the rest judged by itself, so that "you idiot" beside
/// the name of a shop is still heard; what is flagged scores 1.
/// </summary>
internal sealed class RuledScorer(IToxicityScorer model, PhraseRules rules) : IToxicityScorer
{
    private const float Certain = 1f;

    public ModelInfo Model => model.Model;

    public bool IsSlow => model.IsSlow;

    public float LeastThreshold(Category category) => model.LeastThreshold(category);

    /// <summary>The scorer itself where there are no rules: nobody pays for what is not there.</summary>
    public static WindowScorer Under(WindowScorer scorer, PhraseRules rules) =>
        rules.IsEmpty ? scorer : new WindowScorer(new RuledScorer(scorer.Scorer, rules));

    public Assessment Score(NormalizedText text)
    {
        var assessment = model.Score(text);
        return rules.Matcher.Match(text.Text) is { } matches ? Flagged(Allowed(assessment, text, matches), matches) : assessment;
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => Explain(text, category, model.Explain);

    public IReadOnlyList<Highlight> ExplainQuickly(NormalizedText text, Category category) => Explain(text, category, model.ExplainQuickly);

    private IReadOnlyList<Highlight> Explain(
        NormalizedText text, Category category, Func<NormalizedText, Category, IReadOnlyList<Highlight>> explain)
    {
        if (rules.Matcher.Match(text.Text) is not { } matches)
            return explain(text, category);
        var flagged = new List<Highlight>();
        foreach (var (start, end, marks) in matches.Words)
        {
            if ((marks & PhraseRules.FlagMark(category)) != 0 && text.ToShown(start, end - start) is var (from, length))
                flagged.Add(new Highlight(from, length, Certain));
        }

        return flagged.Count > 0 ? flagged : explain(Cleared(matches).Contains(category) ? Without(text, matches) : text, category);
    }

    private Assessment Allowed(Assessment whole, NormalizedText text, PhraseMatches matches)
    {
        var cleared = Cleared(matches);
        if (cleared.IsEmpty)
            return whole;
        var rest = model.Score(Without(text, matches));
        var scores = whole.Scores;
        foreach (var category in cleared)
            scores[category] = Math.Min(scores[category], rest.Scores[category]);
        var categories = new CategorySet(whole.Categories.Bits & (~cleared.Bits | rest.Categories.Bits));
        // The rest speaks for itself where it carries all that is left; else what is left is as strong as the whole was.
        var judge = (categories.Bits & ~rest.Categories.Bits) == 0 ? rest : whole;
        return categories.IsEmpty
            ? new Assessment(scores, categories, null, Target.None)
            : new Assessment(scores, categories, judge.Severity, judge.Target);
    }

    private Assessment Flagged(Assessment assessment, PhraseMatches matches)
    {
        for (var i = 0; i < rules.Flag.Count; i++)
        {
            if (!matches.Phrases[rules.Allow.Count + i])
                continue;
            var rule = rules.Flag[i];
            var scores = assessment.Scores;
            scores[rule.Category] = Certain;
            assessment = new Assessment(
                scores,
                assessment.Categories.With(rule.Category),
                assessment.Severity > rule.Severity ? assessment.Severity : rule.Severity,
                rule.Target ?? (assessment.Categories.IsEmpty ? Target.Agent : assessment.Target));
        }

        return assessment;
    }

    private CategorySet Cleared(PhraseMatches matches)
    {
        var cleared = CategorySet.Empty;
        for (var i = 0; i < rules.Allow.Count; i++)
        {
            if (!matches.Phrases[i])
                continue;
            foreach (var category in rules.Allow[i].Categories)
                cleared = cleared.With(category);
        }

        return cleared;
    }

    private static NormalizedText Without(NormalizedText text, PhraseMatches matches)
    {
        var kept = new char[text.Text.Length];
        var offsets = new int[text.Text.Length];
        var (length, from) = (0, 0);
        foreach (var (start, end, marks) in matches.Words)
        {
            if ((marks & PhraseRules.AllowMark) == 0)
                continue;
            Keep(from, start);
            from = Math.Min(end + 1, text.Text.Length);
        }

        Keep(from, text.Text.Length);
        if (length > 0 && kept[length - 1] == ' ')
            length--;
        return text with { Text = new string(kept, 0, length), Offsets = offsets[..length] };

        void Keep(int start, int end)
        {
            text.Text.AsSpan(start, end - start).CopyTo(kept.AsSpan(length));
            text.Offsets.AsSpan(start, end - start).CopyTo(offsets.AsSpan(length));
            length += end - start;
        }
    }
}
