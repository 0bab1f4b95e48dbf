namespace CivilLine.Cli.Training.Encoder;

/// <summary>Which lines the encoder is trained on, and which tell how far to trust it.</summary>
internal static class EncoderParts
{
    private const int DevelopmentOf = 10;

    /// <summary>A tenth of the training lines, in blocks of eight so that twins stay together, is kept from the encoder.</summary>
    public static bool IsDevelopment(CorpusLine line) => Stable.Hash($"development/{line.File}/{line.Number / 8}") % DevelopmentOf == 0;

    /// <summary>A quarter of the turns that thresholds are set by also tells the trainer how it is doing; it learns nothing from them.</summary>
    public static bool IsDevelopment(BenignTurn turn) => turn.Part == BenignPart.Threshold && Stable.Hash(turn.Text.Text) % 4 == 0;
}
