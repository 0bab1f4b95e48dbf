using System.Collections.Concurrent;
using CivilLine.Calls;
using CivilLine.Escalation;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>
/// How fast a key is read that sends what cannot be taken. Refusing costs work too, and no queue holds it back; so a key with
/// many such lines waits for its own answers, however many connections it has, and nobody else does.
/// </summary>
internal sealed class RefusalPace(IOptions<IngestOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _keys = new(StringComparer.Ordinal);

    /// <summary>Whether it is the sender's own fault: what the server is too full for is not.</summary>
    public static bool Counts(in Outcome outcome) =>
        outcome.Kind == OutcomeKind.Rejected && outcome != Refusals.Full && outcome != Refusals.Busy && outcome != Refusals.Shed;

    /// <summary>Waits until so many more refused lines of this key may have been read.</summary>
    public Task KeepAsync(string keyId, int refused, CancellationToken cancellationToken)
    {
        if (refused == 0)
            return Task.CompletedTask;
        var wait = _keys.GetOrAdd(keyId, _ => new TokenBucket(options.Value.RefusedPerSecond, options.Value.RefusedAtOnce, time)).Take(refused);
        return wait == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
    }
}
