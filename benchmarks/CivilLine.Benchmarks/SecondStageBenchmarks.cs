using BenchmarkDotNet.Attributes;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

/// <summary>
/// Twelve words through a bundle of two stages; <see cref="ModelLocator.Variable"/> names another than the active one.
/// </summary>
[MemoryDiagnoser]
public class SecondStageBenchmarks
{
    private const string Plain = "you told me last week that somebody would ring me back today";
    private const string Doubtful = "i know where you park so you want to be careful tonight";

    private readonly NormalizedText _plain = Normalizer.Normalize(Plain);
    private readonly NormalizedText _doubtful = Normalizer.Normalize(Doubtful);
    private readonly UnigramTokenizer _tokenizer;
    private readonly TwoStageScorer _scorer;
    private readonly long[] _pieces = new long[OnnxEncoder.MostPieces];

    public SecondStageBenchmarks()
    {
        var directory = ModelLocator.Find();
        var bundle = ModelBundle.Load(directory);
        _scorer = bundle.TwoStage ?? throw new InvalidOperationException($"The model {bundle.Info.Version} has one stage.");
        _tokenizer = new UnigramTokenizer(PieceVocabulary.Parse(File.ReadAllBytes(Path.Combine(directory, bundle.Card.SecondStage!.Pieces))));
    }

    [Benchmark]
    public int CutIntoPieces() => _tokenizer.Encode(_plain.Text, _pieces);

    [Benchmark(Baseline = true)]
    public Assessment FirstStageIsSure() => _scorer.Score(_plain);

    [Benchmark]
    public Assessment SecondStageIsAsked() => _scorer.AskAnyway(_doubtful);

    [Benchmark]
    public Assessment SecondStageIsRemembered() => _scorer.Score(_doubtful);

    [Benchmark]
    public IReadOnlyList<Highlight> ExplainByBoth() => _scorer.Explain(_doubtful, Category.Threat);
}
