using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Training.Encoder;

/// <summary>
/// Writes what the encoder is trained on, one JSON object a line. The pieces go with the text, so that a trainer that
/// cuts texts itself, to make noisy copies of them, can be held to this cut.
/// </summary>
internal sealed class EncoderExamples(UnigramTokenizer tokenizer)
{
    /// <summary>The categories and the steps of severity.</summary>
    private static readonly int HarmlessBits = (1 << HeadNames.TargetAt) - 1;

    private readonly long[] _ids = new long[OnnxEncoder.MostPieces];

    /// <returns>How many examples were written.</returns>
    public int Write(TextWriter output, TrainingSet set)
    {
        var count = 0;
        foreach (var example in Of(set.Corpus, "corpus").Concat(Of(set.Pieces, "pieces")).Concat(Of(set.Benign)))
        {
            output.WriteLine(JsonSerializer.Serialize(example, ModelCard.Compact));
            count++;
        }
        return count;
    }

    private IEnumerable<EncoderExample> Of(IReadOnlyList<Example> examples, string kind)
    {
        foreach (var example in examples)
        {
            if (Ids(example.Text) is { Length: > 0 } ids)
                yield return new EncoderExample(
                    example.Text.Text, ids, Labels(example), Known(example), Part(EncoderParts.IsDevelopment(example.Line!)),
                    Benign: false, $"{kind}/{example.Line!.File}");
        }
    }

    private IEnumerable<EncoderExample> Of(IReadOnlyList<BenignTurn> benign)
    {
        foreach (var turn in benign.Where(turn => turn.Part is BenignPart.Train or BenignPart.Spare || EncoderParts.IsDevelopment(turn)))
        {
            if (Ids(turn.Text) is { Length: > 0 } ids)
                yield return new EncoderExample(
                    turn.Text.Text, ids, 0, HarmlessBits, Part(EncoderParts.IsDevelopment(turn)), Benign: true, $"benign/{turn.Source}");
        }
    }

    private long[] Ids(NormalizedText text) => _ids[..tokenizer.Encode(text.Text, _ids)];

    private static string Part(bool isDevelopment) => isDevelopment ? "dev" : "train";

    private static int Labels(Example example)
    {
        var labels = 0;
        for (var head = 0; head < HeadNames.All.Count; head++)
        {
            if (head < CategoryScores.Length ? example.Has((Category)head) : !example.IsClean && Aspects.Holds(head, example.Line!))
                labels |= 1 << head;
        }
        return labels;
    }

    /// <summary>
    /// At whom is only asked where a category applies. How strong is taught of harmless texts too, that they reach no
    /// step: so the steps are alarms of their own, which thresholds can hold to a rate.
    /// </summary>
    private static int Known(Example example) => example.IsClean ? HarmlessBits : (1 << HeadNames.All.Count) - 1;
}

/// <param name="Text">The normalised text.</param>
/// <param name="Ids">Numbers of the pieces.</param>
/// <param name="Labels">A bit for each head of <see cref="HeadNames.All"/> that says yes.</param>
/// <param name="Known">A bit for each head that <paramref name="Labels"/> says anything of.</param>
/// <param name="Part"><c>train</c> or <c>dev</c>.</param>
internal sealed record EncoderExample(
    string Text, long[] Ids, int Labels, int Known, string Part, bool Benign, string Source);
