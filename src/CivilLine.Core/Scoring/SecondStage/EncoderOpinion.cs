namespace CivilLine.Scoring.SecondStage;

/// <summary>The encoder that was trained with the bundle: a logit for each head.</summary>
internal sealed class EncoderOpinion(UnigramTokenizer tokenizer, OnnxEncoder encoder) : ISecondOpinion
{
    public void Logits(ReadOnlySpan<char> text, Span<float> logits)
    {
        Span<long> ids = stackalloc long[OnnxEncoder.MostPieces];
        encoder.Logits(ids[..tokenizer.Encode(text, ids)], logits);
    }
}
