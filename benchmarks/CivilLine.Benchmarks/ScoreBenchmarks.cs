using BenchmarkDotNet.Attributes;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

/// <summary>One twelve-word fragment through all heads of the shipped model.</summary>
[MemoryDiagnoser]
public class ScoreBenchmarks
{
    private readonly string _shown = "you told me last week that somebody would ring me back today";

    private readonly ModelBundle _bundle = ModelBundle.Load(ModelLocator.Find());
    private NormalizedText _text = Normalizer.Normalize("");

    [GlobalSetup]
    public void Setup() => _text = Normalizer.Normalize(_shown);

    [Benchmark]
    public NormalizedText Normalize() => Normalizer.Normalize(_shown);

    [Benchmark(Baseline = true)]
    public Assessment ScoreThroughMlNet() => _bundle.Reference.Score(_text);

    [Benchmark]
    public Assessment Score() => _bundle.Scorer.Score(_text);

    [Benchmark]
    public Assessment NormalizeAndScore() => _bundle.Scorer.Score(Normalizer.Normalize(_shown));

    [Benchmark]
    public IReadOnlyList<Highlight> Explain() => _bundle.Scorer.Explain(_text, Category.Hostility);
}
