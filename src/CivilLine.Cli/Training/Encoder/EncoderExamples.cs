using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Training.Encoder;

/// <summary>
/// Writes what the encoder is trained on, one JSON object a line, already cut into pieces: the cutting is then
/// written once, here, and cannot differ between training and use.
/// </summary>
internal sealed class EncoderExamples(UnigramTokenizer tokenizer)
{
    private const int CategoryBits = (1 << CategoryScores.Length) - 1;

    private readonly long[] _ids = new long[OnnxEncoder.MostPieces];

    /// <returns>How many examples were written.</returns>
    public int Write(TextWriter output, IReadOnlyList<Example> corpus, IReadOnlyList<Example> pieces, IReadOnlyList<BenignTurn> benign)
    {
        var count = 0;
        foreach (var example in Of(corpus, "corpus").Concat(Of(pieces, "pieces")).Concat(Of(benign)))
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
                    ids, Labels(example), Known(example), EncoderParts.IsDevelopment(example.Line!) ? "dev" : "train", 1, $"{kind}/{example.Line!.File}");
        }
    }

    private IEnumerable<EncoderExample> Of(IReadOnlyList<BenignTurn> benign)
    {
        foreach (var turn in benign.Where(turn => turn.Part == BenignPart.Train))
        {
            if (Ids(turn.Text) is { Length: > 0 } ids)
                yield return new EncoderExample(ids, 0, CategoryBits, "train", 1, $"benign/{turn.Source}");
        }
    }

    private long[] Ids(NormalizedText text) => _ids[..tokenizer.Encode(text.Text, _ids)];

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

    /// <summary>How strong and at whom is only asked, and so only taught, where a category applies.</summary>
    private static int Known(Example example) => example.IsClean ? CategoryBits : (1 << HeadNames.All.Count) - 1;
}

/// <param name="Ids">Numbers of the pieces.</param>
/// <param name="Labels">A bit for each head of <see cref="HeadNames.All"/> that says yes.</param>
/// <param name="Known">A bit for each head that <paramref name="Labels"/> says anything of.</param>
/// <param name="Part"><c>train</c> or <c>dev</c>.</param>
internal sealed record EncoderExample(long[] Ids, int Labels, int Known, string Part, float Weight, string Source);
