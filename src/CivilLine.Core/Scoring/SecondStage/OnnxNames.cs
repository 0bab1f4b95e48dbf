using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CivilLine.Scoring.SecondStage;

/// <summary>What a sequence classifier in ONNX form calls its inputs (int64, [batch, pieces]) and its output (float, [batch, labels]).</summary>
/// <param name="Mask">Which pieces are real, all of them here; null where the model does not ask.</param>
/// <param name="Types">Which of two texts a piece belongs to, the first here; null where the model does not ask.</param>
internal sealed record OnnxNames(string Ids, string? Mask, string? Types, string Logits)
{
    /// <summary>Those of the encoder that is trained here.</summary>
    public static readonly OnnxNames Encoder = new("ids", null, null, "logits");

    public IEnumerable<string> Inputs => new[] { Ids, Mask, Types }.OfType<string>();

    /// <exception cref="InvalidDataException">The model asks for, or gives, something else.</exception>
    public void Check(InferenceSession session, int labels)
    {
        foreach (var name in Inputs)
        {
            if (!session.InputMetadata.TryGetValue(name, out var input))
                throw Wrong($"it has no input '{name}'; its inputs are {List(session.InputMetadata.Keys)}");
            if (!input.IsTensor || input.ElementDataType != TensorElementType.Int64 || input.Dimensions.Length != 2)
                throw Wrong($"its input '{name}' must be int64 with two dimensions, [batch, pieces]");
        }
        if (session.InputMetadata.Keys.Except(Inputs).ToArray() is { Length: > 0 } others)
            throw Wrong($"it asks for {List(others)} too, which nothing here is named for");
        if (!session.OutputMetadata.TryGetValue(Logits, out var output))
            throw Wrong($"it has no output '{Logits}'; its outputs are {List(session.OutputMetadata.Keys)}");
        if (!output.IsTensor || output.ElementDataType != TensorElementType.Float || output.Dimensions.Length != 2)
            throw Wrong($"its output '{Logits}' must be float with two dimensions, [batch, labels]");
        if (output.Dimensions[1] is > 0 and var given && given != labels)
            throw Wrong($"its output '{Logits}' has {given} labels instead of {labels}");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static InvalidDataException Wrong(string why) => new(why);
}
