using System.Collections.Concurrent;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

/// <summary>Scores many texts on several threads, each distinct one once.</summary>
internal sealed class TextScorer(IToxicityScorer scorer, int workers)
{
    private readonly ConcurrentDictionary<string, Assessment> _known = new(StringComparer.Ordinal);

    public int Workers => workers;

    public Assessment[] Score(IReadOnlyList<string> texts)
    {
        var said = new Assessment[texts.Count];
        Parallel.For(0, said.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => said[i] = Score(texts[i]));
        return said;
    }

    public Assessment Score(string text) =>
        _known.GetOrAdd(text, static (text, scorer) => scorer.Score(Normalizer.Normalize(text)), scorer);

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => scorer.Explain(text, category);

    /// <summary>
    /// The score that stands for "any abuse" where a public set asks for one number: the highest calibrated score of
    /// the categories, but for escalation, which is pressure on a company and no abuse.
    /// </summary>
    public static float AnyAbuse(Assessment said)
    {
        var highest = 0f;
        for (var category = (Category)0; (int)category < CategoryScores.Length; category++)
            highest = category == Category.Escalation ? highest : Math.Max(highest, said.Scores[category]);
        return highest;
    }

    /// <summary>Whether any category but escalation is over its threshold.</summary>
    public static bool IsAbuse(CategorySet categories) => (categories.Bits & ~(1 << (int)Category.Escalation)) != 0;
}
