using BenchmarkDotNet.Attributes;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

[MemoryDiagnoser]
public class LadderBenchmarks
{
    private static readonly Breach Insult = new(
        Speaker.Customer, Category.Hostility, Severity.Serious, Target.Agent, ["u-1"], "model");

    private static readonly Quiet Quiet = new("model");

    private readonly Policy _policy = Policy.Default;
    private LadderState _warm = LadderState.Calm;

    [GlobalSetup]
    public void Setup() => _warm = Ladder.Step(LadderState.Calm, Insult, _policy, SampleCall.Start).State;

    [Benchmark(Description = "a breach that moves a step")]
    public LadderStep Breach() => Ladder.Step(LadderState.Calm, Insult, _policy, SampleCall.Start).State.Step;

    [Benchmark(Description = "time passes")]
    public LadderStep Wait() => Ladder.Step(_warm, Quiet, _policy, SampleCall.Start.AddSeconds(5)).State.Step;
}
