namespace CivilLine.Scoring.SecondStage;

/// <summary>How the two stages speak together for one head.</summary>
/// <param name="Gate">
/// First-stage probability from which the second stage is asked; only where a head's first stage is below its gate for
/// every category does the first stage answer alone. Null for strength and aim, which ask nobody.
/// </param>
/// <param name="Slope">Probability = 1 / (1 + e^-(slope · (linearWeight · first + encoderWeight · second) + offset)).</param>
/// <param name="Threshold">Smallest probability at which the head says yes; a gate is never above it.</param>
internal sealed record SecondStageHead(
    string Name, float? Gate, float LinearWeight, float EncoderWeight, float Slope, float Offset, float Threshold)
{
    public HeadCard Calibration => new(Name, Slope, Offset, Threshold);
}

/// <summary>The encoder that is asked where the linear model is unsure.</summary>
/// <param name="File">The ONNX file, beside the card: <c>ids</c> int64 [1, n] to <c>logits</c> float [1, heads].</param>
/// <param name="Pieces">Its vocabulary, beside the card.</param>
internal sealed record SecondStageCard(
    string File, string Sha256, string Pieces, string PiecesSha256, IReadOnlyList<SecondStageHead> Heads);
