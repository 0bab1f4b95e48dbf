using System.Collections.Concurrent;
using CivilLine.Scoring;
using Microsoft.Extensions.Options;

namespace CivilLine.Calls;

/// <summary>
/// Threads for scoring with a model that takes a millisecond now and then. On the thread pool a burst of unsure texts
/// would stand in front of everything else, reading requests and answering them included; here it only waits for itself.
/// The queue holds at most one turn of each call that has events under way, which the ingest gate bounds.
/// </summary>
internal sealed class ScoringThreads(IToxicityScorer scorer, IOptions<CallOptions> options) : IHostedService, IDisposable
{
    private readonly BlockingCollection<Action> _queue = [];

    /// <summary>
    /// 0 where the model is quick and work is done where it is asked for. Otherwise as many as there are processors: the system
    /// shares them out among all threads, and one that is kept free is idle where scoring is what there is to do.
    /// </summary>
    public int Count { get; } = !scorer.IsSlow ? 0 : options.Value.ScoringThreads ?? Environment.ProcessorCount;

    /// <summary>How many turns wait for a thread.</summary>
    public int Waiting => _queue.Count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Count; i++)
            new Thread(Run) { IsBackground = true, Name = $"scoring {i + 1}" }.Start();
        return Task.CompletedTask;
    }

    /// <summary>The threads go on until nothing is left that asks them: calls stop after this.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<T> RunAsync<T>(Func<T> work)
    {
        if (Count == 0)
            return ValueTask.FromResult(work());
        // Whoever waits must not go on, on a thread of these.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return new ValueTask<T>(done.Task);
    }

    public void Dispose() => _queue.CompleteAdding();

    private void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
            work();
    }
}
