using BenchmarkDotNet.Attributes;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

[MemoryDiagnoser]
public class NormalizeBenchmarks
{
    private readonly string _plain = "no i rang this morning and they said between eight and one";
    private readonly string _dressed = "Um, I rang this f*** café — erm — “twice” and they’re [profanity] useless!";

    [Benchmark(Baseline = true, Description = "12 words, ASCII")]
    public NormalizedText Plain() => Normalizer.Normalize(_plain);

    [Benchmark(Description = "12 words, fillers, masks, accents")]
    public NormalizedText Dressed() => Normalizer.Normalize(_dressed);
}
