using CivilLine.Scoring.Features;
using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>
/// Which words carried a score. A linear head's margin is a sum over features, so each feature's share is exact;
/// it is divided among the words it was read from, and the strongest words are given back in the shown text.
/// </summary>
internal static class Explanation
{
    /// <summary>A word is shown if it added at least this part of what the strongest word added.</summary>
    private const float Strong = 0.35f;

    public static IReadOnlyList<Highlight> Of(NormalizedText text, FeatureBuffer features, LinearWeights weights, int head)
    {
        var words = WordsOf(text.Text);
        return Of(text, words, Shares(words, features, weights, head));
    }

    /// <param name="shares">What each of <paramref name="words"/> added.</param>
    public static IReadOnlyList<Highlight> Of(NormalizedText text, List<(int Start, int End)> words, float[] shares)
    {
        if (words.Count == 0)
            return [];
        var strongest = shares.Max();
        return strongest <= 0 ? [] : Merge(text, words, shares, strongest * Strong);
    }

    public static float[] Shares(List<(int Start, int End)> words, FeatureBuffer features, LinearWeights weights, int head)
    {
        var shares = new float[words.Count];
        for (var i = 0; i < features.Count; i++)
        {
            var row = weights.Row(features.Indices[i]);
            var (start, end) = features.Spans[i];
            if (row.IsEmpty || row[head] == 0 || end <= start)
                continue;
            var first = words.FindIndex(word => word.End > start);
            var last = words.FindLastIndex(word => word.Start < end);
            var share = row[head] * features.Values[i] / (last - first + 1);
            for (var word = first; word <= last; word++)
                shares[word] += share;
        }
        return shares;
    }

    private static List<Highlight> Merge(
        NormalizedText text, List<(int Start, int End)> words, float[] shares, float least)
    {
        var highlights = new List<Highlight>();
        for (var i = 0; i < words.Count; i++)
        {
            if (shares[i] < least)
                continue;
            var first = i;
            var weight = shares[i];
            while (i + 1 < words.Count && shares[i + 1] >= least)
                weight += shares[++i];
            var start = text.Offsets[words[first].Start];
            highlights.Add(new Highlight(start, ShownEnd(text, words[i].End) - start, weight));
        }
        return highlights;
    }

    /// <summary>One past the last shown unit of the word that ends at <paramref name="end"/> of the model's text.</summary>
    private static int ShownEnd(NormalizedText text, int end)
    {
        var shown = text.Offsets[end - 1] + 1;
        var limit = end < text.Text.Length ? text.Offsets[end] : text.Shown.Length;
        while (shown < limit && !char.IsWhiteSpace(text.Shown[shown]))
            shown++;
        while (shown > text.Offsets[end - 1] + 1 && ".,;:?!\"".Contains(text.Shown[shown - 1]))
            shown--;
        return shown;
    }

    public static List<(int Start, int End)> WordsOf(string text)
    {
        var words = new List<(int, int)>();
        foreach (var range in text.AsSpan().Split(' '))
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            if (length > 0)
                words.Add((start, start + length));
        }
        return words;
    }
}
