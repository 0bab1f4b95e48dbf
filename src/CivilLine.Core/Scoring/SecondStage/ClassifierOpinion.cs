using Microsoft.ML.Tokenizers;

namespace CivilLine.Scoring.SecondStage;

/// <summary>A sequence classifier with labels of its own, each of which may speak for a category.</summary>
/// <param name="categories">For each label the category it speaks for, or null.</param>
/// <param name="oneLabel">Whether the labels exclude each other.</param>
internal sealed class ClassifierOpinion(BertTokenizer tokenizer, OnnxEncoder encoder, Category?[] categories, bool oneLabel) : ISecondOpinion
{
    public void Logits(ReadOnlySpan<char> text, Span<float> logits)
    {
        Span<long> ids = stackalloc long[OnnxEncoder.MostPieces];
        Span<float> labels = stackalloc float[categories.Length];
        encoder.Logits(ids[..Encode(text, ids)], labels);
        Span<bool> spoken = stackalloc bool[logits.Length];
        spoken.Clear();
        for (var label = 0; label < labels.Length; label++)
        {
            if (categories[label] is not { } category)
                continue;
            var logit = oneLabel ? AgainstOthers(labels, label) : labels[label];
            logits[(int)category] = spoken[(int)category] ? Math.Max(logits[(int)category], logit) : logit;
            spoken[(int)category] = true;
        }
    }

    /// <summary>The last pieces, between the two marks that the model was taught.</summary>
    private int Encode(ReadOnlySpan<char> text, Span<long> ids)
    {
        var pieces = tokenizer.EncodeToIds(text, addSpecialTokens: false);
        var count = Math.Min(pieces.Count, ids.Length - 2);
        ids[0] = tokenizer.ClassificationTokenId;
        for (var i = 0; i < count; i++)
            ids[i + 1] = pieces[pieces.Count - count + i];
        ids[count + 1] = tokenizer.SeparatorTokenId;
        return count + 2;
    }

    /// <summary>The logit of softmax's probability.</summary>
    private static float AgainstOthers(ReadOnlySpan<float> labels, int label)
    {
        var most = float.NegativeInfinity;
        for (var other = 0; other < labels.Length; other++)
            most = other == label ? most : Math.Max(most, labels[other]);
        var sum = 0f;
        for (var other = 0; other < labels.Length; other++)
            sum += other == label ? 0 : MathF.Exp(labels[other] - most);
        // A model of one label has nothing to weigh it against.
        return labels.Length == 1 ? labels[0] : labels[label] - most - MathF.Log(sum);
    }
}
