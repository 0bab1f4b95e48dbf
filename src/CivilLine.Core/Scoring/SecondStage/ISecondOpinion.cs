namespace CivilLine.Scoring.SecondStage;

/// <summary>What another model says of a text. Safe to call from many threads at once.</summary>
internal interface ISecondOpinion
{
    /// <param name="text">Normalised and not empty.</param>
    /// <param name="logits">One for each head of <see cref="HeadNames.All"/>; 0 where the model has nothing to say.</param>
    void Logits(ReadOnlySpan<char> text, Span<float> logits);
}
