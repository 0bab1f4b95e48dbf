using BenchmarkDotNet.Attributes;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

[MemoryDiagnoser]
public class RedactBenchmarks
{
    private readonly string _plain = "no i rang this morning and they said it would be fine";
    private readonly string _numbers = "i rang at 9 and at 10 about order 20481123 for £12.50";
    private readonly string _card = "the long number is 4111 1111 1111 1111 and it ends soon";
    private readonly string _spoken = "four one one one one one one one double one double one";

    [Benchmark(Baseline = true, Description = "12 words, none a number")]
    public string Plain() => Redactor.Redact(_plain);

    [Benchmark(Description = "12 words, harmless numbers")]
    public string Numbers() => Redactor.Redact(_numbers);

    [Benchmark(Description = "12 words, a typed card")]
    public string Card() => Redactor.Redact(_card);

    [Benchmark(Description = "12 words, spoken digits")]
    public string Spoken() => Redactor.Redact(_spoken);
}
