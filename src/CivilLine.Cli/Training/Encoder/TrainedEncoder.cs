using CivilLine.Scoring.SecondStage;

namespace CivilLine.Cli.Training.Encoder;

/// <summary>An encoder as it was trained, and how it speaks together with the linear heads.</summary>
internal sealed record TrainedEncoder(SecondStageFiles Files, IReadOnlyList<SecondStageHead> Mix)
{
    public const string ModelFile = "encoder.onnx";
    public const string PiecesFile = "pieces.json";

    /// <exception cref="FileNotFoundException">The folder lacks one of the two.</exception>
    public static SecondStageFiles Read(string folder) => new(
        File.ReadAllBytes(Path.Combine(folder, ModelFile)), File.ReadAllBytes(Path.Combine(folder, PiecesFile)));
}
