using CivilLine.Scoring.SecondStage;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

public sealed class OnnxEncoderTests
{
    private static readonly float[][] Rows = [.. Enumerable.Range(0, 50).Select(piece => new float[] { piece, -piece, 0.5f * piece })];

    private static readonly byte[] Model = TinyOnnx.Classifier(Rows, ["ids"]);

    [Fact]
    public void Encoder_gives_a_logit_for_each_label()
    {
        using var encoder = new OnnxEncoder(Model, OnnxNames.Encoder, 3);

        Assert.Equal([6, -6, 3], Logits(encoder, 1, 2, 3));
    }

    [Fact]
    public void Encoder_says_the_same_of_a_text_whatever_came_between()
    {
        using var encoder = new OnnxEncoder(Model, OnnxNames.Encoder, 3);
        var before = Logits(encoder, 4, 5);

        Logits(encoder, 49);
        Logits(encoder, [.. Enumerable.Repeat(7L, OnnxEncoder.MostPieces)]);

        Assert.Equal(before, Logits(encoder, 4, 5));
    }

    [Fact]
    public void Encoder_says_the_same_when_many_threads_ask_at_once()
    {
        using var encoder = new OnnxEncoder(Model, OnnxNames.Encoder, 3);
        var wrong = 0;

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var pieces = Enumerable.Range(0, 1 + (i % 20)).Select(at => (long)((i + at) % 50)).ToArray();
            if (Logits(encoder, pieces)[0] != pieces.Sum())
                Interlocked.Increment(ref wrong);
        });

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Encoder_fills_the_inputs_that_a_model_asks_for_besides()
    {
        var names = new OnnxNames("input_ids", "attention_mask", "token_type_ids", "out");
        using var encoder = new OnnxEncoder(TinyOnnx.Classifier(Rows, ["input_ids", "attention_mask", "token_type_ids"], "out"), names, 3);

        Assert.Equal([9, -9, 4.5f], Logits(encoder, 4, 5));
    }

    [Fact]
    public void Encoder_allocates_little_once_warm()
    {
        using var encoder = new OnnxEncoder(Model, OnnxNames.Encoder, 3);
        long[] ids = [1, 2, 3];
        var logits = new float[3];
        encoder.Logits(ids, logits);
        var before = GC.GetAllocatedBytesForCurrentThread();

        encoder.Logits(ids, logits);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 255);
    }

    [Theory]
    [InlineData("pieces", "logits", 3, "no input 'ids'; its inputs are 'pieces'")]
    [InlineData("ids", "scores", 3, "no output 'logits'; its outputs are 'scores'")]
    [InlineData("ids", "logits", 14, "has 3 labels instead of 14")]
    public void Encoder_says_what_is_wrong_with_a_model(string input, string output, int labels, string why)
    {
        var error = Assert.Throws<InvalidDataException>(
            () => new OnnxEncoder(TinyOnnx.Classifier(Rows, [input], output), OnnxNames.Encoder, labels));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoder_refuses_a_model_that_asks_for_more_than_is_named()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => new OnnxEncoder(TinyOnnx.Classifier(Rows, ["ids", "mask"]), OnnxNames.Encoder, 3));

        Assert.Contains("asks for 'mask' too", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoder_refuses_what_is_no_model() => Assert.Contains(
        "no ONNX model", Assert.Throws<InvalidDataException>(() => new OnnxEncoder([1, 2, 3], OnnxNames.Encoder, 3)).Message, StringComparison.Ordinal);

    private static float[] Logits(OnnxEncoder encoder, params long[] ids)
    {
        var logits = new float[encoder.Labels];
        encoder.Logits(ids, logits);
        return logits;
    }
}
