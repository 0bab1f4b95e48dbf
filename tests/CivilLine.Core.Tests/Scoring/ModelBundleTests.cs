using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Scoring;

public sealed class ModelBundleTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("bundle").FullName;

    public ModelBundleTests()
    {
        foreach (var file in Directory.GetFiles(ModelLocator.Find()))
            File.Copy(file, Path.Combine(_copy, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void Bundle_loads_as_shipped() => Assert.Equal(ShippedModel.Bundle.Info, ModelBundle.Load(_copy).Info);

    [Fact]
    public void Bundle_is_refused_when_the_model_was_altered()
    {
        var path = Path.Combine(_copy, "model.zip");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Contains("model.zip has SHA-256", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_a_threshold_was_altered()
    {
        BundleFiles.Edit(_copy, "card.json", card => card["heads"]![0]!["threshold"] = 0.001);

        Assert.Contains("thresholds in card.json", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_it_scores_a_golden_vector_otherwise()
    {
        BundleFiles.Edit(_copy, "vectors.json", vectors => vectors[3]!["scores"]![1] = 0.5);

        Assert.Contains("golden vector", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_it_was_trained_on_other_features()
    {
        BundleFiles.Edit(_copy, "card.json", card => card["featureVersion"] = 99);

        Assert.Contains("features of version 99", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.zip")]
    [InlineData("card.json")]
    [InlineData("vectors.json")]
    public void Bundle_is_refused_when_a_file_is_missing(string file)
    {
        File.Delete(Path.Combine(_copy, file));

        Assert.Contains($"{file} is missing", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_the_card_is_not_json()
    {
        File.WriteAllText(Path.Combine(_copy, "card.json"), "{");

        Assert.Contains("card.json cannot be read", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(() => ModelBundle.Load(_copy)).Message;
}
