namespace CivilLine.Scoring.SecondStage;

/// <summary>The bytes of an encoder and of its vocabulary, already known to be the right ones.</summary>
internal sealed record SecondStageFiles(byte[] Encoder, byte[] Pieces)
{
    /// <exception cref="InvalidDataException">Either cannot be used; the message says which and why.</exception>
    public EncoderOpinion Open() => new(
        Named("the encoder's vocabulary", () => new UnigramTokenizer(PieceVocabulary.Parse(Pieces))),
        Named("the encoder", () => new OnnxEncoder(Encoder, OnnxNames.Encoder, HeadSet.Count)));

    private static T Named<T>(string what, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{what} cannot be used: {error.Message}", error);
        }
    }
}
