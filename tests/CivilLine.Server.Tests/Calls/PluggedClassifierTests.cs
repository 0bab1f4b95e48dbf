using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Core.Tests.Scoring.SecondStage;
using CivilLine.Hosting;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Calls;

public sealed class PluggedClassifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plugged").FullName;

    public PluggedClassifierTests()
    {
        string[] words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "grommet"];
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), words);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), TinyOnnx.Classifier(
            [.. words.Select(word => word == "grommet" ? new[] { 0f, 30 } : [0, -3])], ["input_ids", "attention_mask"]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Server_scores_with_the_classifier_that_its_configuration_names()
    {
        await using var server = await StartAsync("model.onnx");

        using var answer = await server.Admin.PostAsJsonAsync(
            "/api/v1/score", new { texts = new[] { "the grommet" } }, TestContext.Current.CancellationToken);

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("threat", body.GetProperty("results")[0].GetProperty("categories")[0].GetString());
        Assert.EndsWith("+model.onnx", body.GetProperty("modelVersion").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_refuses_to_start_with_a_classifier_that_is_not_there()
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync("other.onnx"));

        Assert.StartsWith("Scoring:SequenceClassifier:Model names no file", refusal.Message, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync(string model) => TestServer.StartOnAsync(
        // The scorer that tests otherwise put in is the last of its kind.
        null, builder => builder.Services.Remove(builder.Services.Last(service => service.ServiceType == typeof(IToxicityScorer))),
        $"Scoring:SequenceClassifier:Model={Path.Combine(_folder, model)}",
        $"Scoring:SequenceClassifier:Vocabulary={Path.Combine(_folder, "vocab.txt")}",
        "Scoring:SequenceClassifier:Labels:0=fine", "Scoring:SequenceClassifier:Labels:1=menacing",
        "Scoring:SequenceClassifier:Categories:menacing=threat",
        "Scoring:SequenceClassifier:Gate=0");
}
