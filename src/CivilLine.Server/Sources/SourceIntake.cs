using System.Runtime.InteropServices;
using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>From a vendor's message to durable events, by the same reader and dispatcher as events sent to us directly.</summary>
internal sealed class SourceIntake(
    EventReader reader, IngestDispatcher dispatcher, CallStore calls, IOptions<IngestOptions> options, TimeProvider time)
{
    private static readonly Outcome NoKey = Outcome.Rejected(
        "forbidden", null, "The key that this source's calls are kept under does not exist or was revoked.");

    /// <returns>What became of each event and of what could not be made one; numbered as they stand in the message.</returns>
    public async Task<IngestTally> TakeAsync(ConfiguredSource source, SourceMessage message, CancellationToken cancellationToken)
    {
        if (source.Unknown(message) is { } call)
            source.Recall(call, await HeardAsync(source, call));
        return await source.Read(message, lines => TakeAsync(source, lines, TimeSpan.Zero, cancellationToken));
    }

    /// <summary>Lets a format go on where another instance of it left off, before it reads the first message of a call.</summary>
    public async Task RecallAsync(ConfiguredSource source, ISourceFormat format, SourceMessage message)
    {
        if (format.Unknown(message) is { } call)
            format.Recall(call, await HeardAsync(source, call));
    }

    /// <summary>A delivery that did not prove itself.</summary>
    public void Unproven(ConfiguredSource source) => dispatcher.Refused(
        ConfiguredSource.OwnerPrefix + source.Name, Outcome.Rejected("unauthenticated", null, "not the source's"));

    /// <summary>Reads all of <paramref name="lines"/> before it first waits, since the next message uses them again.</summary>
    /// <param name="patience">How long what is answered busy is sent again: for senders that cannot be told to.</param>
    /// <param name="madeIds">Whether the utterances' ids are made up: see <see cref="ISourceFormat.MakesIds"/>.</param>
    public async Task<IngestTally> TakeAsync(
        ConfiguredSource source, EventLines lines, TimeSpan patience, CancellationToken cancellationToken, bool madeIds = false)
    {
        var until = time.GetUtcNow() + patience;
        var batch = Open(source, lines, madeIds);
        while (!await TrySendAsync(batch, cancellationToken))
        {
            if (time.GetUtcNow() >= until)
            {
                batch.GiveUp();
                break;
            }
            await Task.Delay(TimeSpan.FromSeconds(options.Value.RetryAfterSeconds), time, cancellationToken);
        }
        return batch.Tally;
    }

    /// <returns>Null where nothing is kept of the call.</returns>
    private async Task<HeardCall?> HeardAsync(ConfiguredSource source, string call) =>
        (await calls.FindAsync(SourceIds.Of(call))).Call is { Snapshot: var kept }
            ? new HeardCall(
                kept.Facts.StartedAt,
                [.. kept.Fragments.Select(scored => scored.Fragment).Where(said => said.Source == source.Name)])
            : null;

    /// <summary>Reads all of <paramref name="lines"/>, of which nothing is needed afterwards; sends nothing.</summary>
    /// <param name="madeIds">Whether the utterances' ids are made up: see <see cref="ISourceFormat.MakesIds"/>.</param>
    public SourceBatch Open(ConfiguredSource source, EventLines lines, bool madeIds)
    {
        var owner = source.Owner ?? ConfiguredSource.OwnerPrefix + source.Name;
        var refuseAll = source.Owner is null;
        var batch = new SourceBatch(owner, madeIds);
        var errors = new List<Outcome>();
        for (var i = 0; i < lines.Count; i++)
        {
            var error = NoKey;
            if (!refuseAll && reader.Read(lines[i].Span, out error) is { } read)
            {
                batch.Add(i + 1, read is Fragment { Language: null } said ? said with { Language = source.Options.Language } : read);
                continue;
            }
            errors.Add(error);
            batch.Tally.Add(i + 1, error);
        }
        for (var i = 0; i < lines.Refused.Count; i++)
        {
            var (member, why) = lines.Refused[i];
            var refused = Outcome.Rejected("unreadable", member, why);
            errors.Add(refused);
            batch.Tally.Add(lines.Count + i + 1, refused);
        }
        dispatcher.Refused(owner, CollectionsMarshal.AsSpan(errors));
        return batch;
    }

    /// <summary>Sends what of the batch has no answer yet, or was answered busy.</summary>
    /// <returns>Whether all of it is answered; if not, to send it again is harmless, and keeps each call's order.</returns>
    public async Task<bool> TrySendAsync(SourceBatch batch, CancellationToken cancellationToken)
    {
        while (batch.Waiting.Count > 0)
        {
            var outcomes = await dispatcher.SendAsync(batch.Owner, batch.Waiting, cancellationToken);
            if (batch.Settle(outcomes))
                return false;
        }
        return true;
    }
}
