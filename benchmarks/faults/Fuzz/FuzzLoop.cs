using System.Diagnostics;
using CivilLine.Faults.Fuzz.Mutations;

namespace CivilLine.Faults.Fuzz;

/// <summary>
/// One target for a while: takes an input that is known, changes it, and keeps the change where it went a new way through the
/// code. The seed and what the corpus held say what is tried.
/// </summary>
internal sealed class FuzzLoop(FuzzTarget target, int seed, CurrentInput current)
{
    private const int MostKept = 4000;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _learned = [];
    private readonly Dictionary<string, string> _wrong = [];

    public long Executions { get; private set; }

    /// <summary>The dearest input, by what share of its limit it took.</summary>
    public (double Share, double Milliseconds, int Bytes) Slowest { get; private set; }

    public (double Share, long Allocated, int Bytes) Fattest { get; private set; }

    public int Ways { get; private set; }

    public IReadOnlyCollection<string> Wrong => _wrong.Values;

    /// <summary>What went ways that the corpus did not, the smallest first.</summary>
    public IEnumerable<byte[]> Learned => _learned;

    /// <param name="most">Ends sooner once so many were tried, so that two runs with one seed try the same.</param>
    public async Task RunAsync(TimeSpan time, long most, CancellationToken cancel)
    {
        current.Rest();
        await target.OpenAsync(cancel);
        var coverage = new Coverage();
        foreach (var (_, input) in Corpus.Read(target.Name))
        {
            // The first reading also runs what runs once in a process, and is compiled.
            Try(coverage, input);
            Try(coverage, input);
            _inputs.Add(input);
        }
        _learned.Clear();
        if (_inputs.Count == 0)
            throw new FaultException($"{target.Name} has no corpus: {Corpus.Folder(target.Name)} is empty");
        var mutator = new Mutator(_random, target, _inputs);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time && Executions < most && !cancel.IsCancellationRequested)
            Try(coverage, mutator.Next());
        Ways = coverage.Known;
    }

    private void Try(Coverage coverage, byte[] input)
    {
        current.Set(target.Name, input);
        Coverage.Clear();
        var trial = Trial.Of(target, input, ThreadClock.Now);
        Executions++;
        var isNew = coverage.IsNew();
        if (trial.Fault is not null)
            trial = trial.Confirm(target, input, ThreadClock.Now);
        if (trial.Fault is null && target.IsSameTwice && (isNew || Executions % 8 == 0)
            && Trial.Of(target, input) is { Fault: null } again && again.Hash != trial.Hash)
            trial = trial with { Fault = new Fault("is answered differently the second time", "") };
        if (trial.Fault is { } fault)
            Note(input, fault);
        else
            Weigh(trial, input);
        if (isNew && trial.Fault is null && _inputs.Count < MostKept)
        {
            _inputs.Add(input);
            _learned.Add(input);
        }
    }

    private void Weigh(Trial trial, byte[] input)
    {
        var share = trial.Milliseconds / target.Limits.MillisecondsOf(input);
        if (share > Slowest.Share)
            Slowest = (share, trial.Milliseconds, input.Length);
        share = trial.Allocated / target.Limits.BytesOf(input);
        if (share > Fattest.Share)
            Fattest = (share, trial.Allocated, input.Length);
    }

    private void Note(byte[] input, Fault fault)
    {
        if (_wrong.ContainsKey(fault.Kind))
            return;
        var smallest = Minimiser.Shrink(input, less =>
        {
            current.Set(target.Name, less);
            return Trial.Of(target, less, ThreadClock.Now).Fault is { } found && found.Kind == fault.Kind
                && Trial.Of(target, less, ThreadClock.Now).Confirm(target, less, ThreadClock.Now).Fault?.Kind == fault.Kind;
        });
        _wrong[fault.Kind] = $"{target.Name}: {fault.Kind}; {Corpus.KeepFound(target.Name, smallest)}\n    {fault.Detail.ReplaceLineEndings("\n    ")}";
    }
}
