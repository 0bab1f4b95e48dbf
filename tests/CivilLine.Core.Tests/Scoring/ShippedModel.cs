using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring;

/// <summary>The model in models/, loaded once for all tests.</summary>
internal static class ShippedModel
{
    private static readonly Lazy<ModelBundle> Loaded = new(() => ModelBundle.Load(ModelLocator.Find()));

    public static ModelBundle Bundle => Loaded.Value;

    public static Assessment Score(string text) => Bundle.Scorer.Score(Normalizer.Normalize(text));

    /// <summary>A few hundred real lines of the corpus, of every kind.</summary>
    public static IReadOnlyList<NormalizedText> Sample { get; } =
    [
        .. Directory.GetFiles(Path.GetFullPath(Path.Combine(ModelLocator.Find(), "../../corpora")), "threat*.jsonl")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where((_, i) => i % 9 == 0)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
            .Select(Normalizer.Normalize),
    ];
}
