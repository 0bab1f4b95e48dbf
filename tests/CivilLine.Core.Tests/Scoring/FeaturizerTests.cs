using CivilLine.Scoring.Features;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Scoring;

public sealed class FeaturizerTests
{
    [Fact]
    public void Featurizer_gives_the_same_features_for_the_same_text()
    {
        var (first, second) = (Features("i'm going to cancel it"), Features("i'm going to cancel it"));

        Assert.Equal(first.Indices.ToArray(), second.Indices.ToArray());
        Assert.Equal(first.Values.ToArray(), second.Values.ToArray());
    }

    [Fact]
    public void Featurizer_gives_nothing_for_an_empty_text() => Assert.Equal(0, Features("").Count);

    [Fact]
    public void Featurizer_tells_the_order_of_words_apart() =>
        Assert.NotEqual(Row("you kill me").GetIndices().ToArray(), Row("i kill you").GetIndices().ToArray());

    [Fact]
    public void Featurizer_gives_words_of_one_group_a_feature_in_common()
    {
        var shared = Row("snap your neck").GetIndices().ToArray().Intersect(Row("break yer jaw").GetIndices().ToArray());

        Assert.True(shared.Count() > Row("gladly our tea").GetIndices().ToArray().Intersect(Row("break yer jaw").GetIndices().ToArray()).Count());
    }

    [Fact]
    public void Row_holds_each_bucket_once_and_in_order_whatever_the_text() => Gen.String.Sample(text =>
    {
        var indices = Row(text).GetIndices();
        for (var i = 1; i < indices.Length; i++)
            Assert.True(indices[i - 1] < indices[i], $"bucket {indices[i]} after {indices[i - 1]}");
    });

    [Fact]
    public void Spans_lie_within_the_text_whatever_it_is() => Gen.String.Sample(shown =>
    {
        var text = Normalizer.Normalize(shown);
        var features = new FeatureBuffer();
        Featurizer.Extract(text, features);
        foreach (var (start, end) in features.Spans)
            Assert.True(start >= 0 && start <= end && end <= text.Text.Length, $"{start}..{end} of {text.Text.Length}");
    });

    [Fact]
    public void Featurizer_reads_a_text_of_the_largest_size_in_bounded_memory()
    {
        var features = Features(string.Join(' ', Enumerable.Repeat("word", 1600)));

        Assert.InRange(features.Count, 1000, 20_000);
    }

    [Fact]
    public void Featurizer_allocates_nothing_once_warm()
    {
        var text = Normalizer.Normalize("you told me last week that somebody would ring me back today");
        var features = new FeatureBuffer();
        Featurizer.Extract(text, features);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Featurizer.Extract(text, features);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static FeatureBuffer Features(string text)
    {
        var features = new FeatureBuffer();
        Featurizer.Extract(Normalizer.Normalize(text), features);
        return features;
    }

    private static Microsoft.ML.Data.VBuffer<float> Row(string text)
    {
        var row = new FeatureRow();
        row.Set(Features(text));
        return row.Features;
    }
}
