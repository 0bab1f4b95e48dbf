namespace CivilLine.Scoring.SecondStage;

/// <summary>What each word adds to a second opinion: how much is gone when the word is left out.</summary>
internal sealed class Occlusion(ISecondOpinion opinion, int head)
{
    /// <summary>Every word costs one more run of the model, so only the newest are tried.</summary>
    private const int MostWords = 24;

    public void Add(string text, IReadOnlyList<(int Start, int End)> words, float weight, Span<float> shares)
    {
        var whole = Logit(text);
        if (words.Count == 1)
        {
            shares[0] += Math.Max(0, weight * whole);
            return;
        }
        for (var i = Math.Max(0, words.Count - MostWords); i < words.Count; i++)
            shares[i] += weight * (whole - Logit(Without(text, words[i])));
    }

    /// <summary>The word goes with one of the spaces beside it.</summary>
    private static string Without(string text, (int Start, int End) word) =>
        word.Start == 0 ? text[(word.End + 1)..] : string.Concat(text.AsSpan(0, word.Start - 1), text.AsSpan(word.End));

    private float Logit(string text)
    {
        Span<float> logits = stackalloc float[HeadSet.Count];
        logits.Clear();
        opinion.Logits(text, logits);
        return logits[head];
    }
}
