using BenchmarkDotNet.Attributes;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

/// <summary>A whole call's fragments put in order; the figure is for one of them.</summary>
[MemoryDiagnoser]
public class TimelineBenchmarks
{
    private const int Turns = 60;

    private Fragment[] _inOrder = [];
    private Fragment[] _shuffled = [];

    [GlobalSetup]
    public void Setup()
    {
        _inOrder = SampleCall.Fragments("c-1");
        _shuffled = [.. _inOrder];
#pragma warning disable CA5394 // Repeatable on purpose.
        new Random(7).Shuffle(_shuffled);
#pragma warning restore CA5394
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns, Description = "in order")]
    public CallTimeline InOrder() => Fill(_inOrder);

    [Benchmark(OperationsPerInvoke = Turns, Description = "out of order")]
    public CallTimeline OutOfOrder() => Fill(_shuffled);

    private static CallTimeline Fill(Fragment[] fragments)
    {
        var timeline = new CallTimeline();
        foreach (var fragment in fragments)
            timeline.Add(fragment, SampleCall.Start, fragment.EndMs!.Value, late: false, TimeSpan.FromSeconds(10), out _, out _);
        return timeline;
    }
}
