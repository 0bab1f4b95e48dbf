using BenchmarkDotNet.Attributes;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

/// <summary>The whole pure way of a fragment, from event to changes for the store, with the shipped model.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private const int Turns = 60;

    private WindowScorer? _scorer;
    private Fragment[] _fragments = [];

    [GlobalSetup]
    public void Setup()
    {
        _scorer = new WindowScorer(ModelBundle.Load(ModelLocator.Find()).Scorer);
        _fragments = SampleCall.Fragments("c-1");
    }

    [Benchmark(OperationsPerInvoke = Turns, Description = "one fragment of a call")]
    public int Call()
    {
        var monitor = new CallMonitor("c-1", SampleCall.Start, _scorer!, Policy.Default);
        var changes = 0;
        foreach (var fragment in _fragments)
        {
            monitor.Apply(fragment, SampleCall.Start.AddMilliseconds(fragment.EndMs!.Value));
            changes += monitor.TakeChanges()?.Fragments.Count ?? 0;
        }
        return changes;
    }
}
