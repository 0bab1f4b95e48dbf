using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>From a vendor's message to durable events, by the same reader and dispatcher as events sent to us directly.</summary>
internal sealed class SourceIntake(EventReader reader, IngestDispatcher dispatcher, IOptions<IngestOptions> options, TimeProvider time)
{
    private static readonly Outcome NoKey = Outcome.Rejected(
        "forbidden", null, "The key that this source's calls are kept under does not exist or was revoked.");

    /// <returns>What became of each event and of what could not be made one; numbered as they stand in the message.</returns>
    public Task<IngestTally> TakeAsync(ConfiguredSource source, SourceMessage message, CancellationToken cancellationToken) =>
        source.Read(message, lines => TakeAsync(source, lines, TimeSpan.Zero, cancellationToken));

    /// <summary>A delivery that did not prove itself.</summary>
    public void Unproven(ConfiguredSource source) => dispatcher.Refused(
        ConfiguredSource.OwnerPrefix + source.Name, Outcome.Rejected("unauthenticated", null, "not the source's"));

    /// <summary>Reads all of <paramref name="lines"/> before it first waits, since the next message uses them again.</summary>
    /// <param name="patience">How long what is answered busy is sent again: for senders that cannot be told to.</param>
    /// <param name="madeIds">Whether the utterances' ids are made up: see <see cref="ISourceFormat.MakesIds"/>.</param>
    public async Task<IngestTally> TakeAsync(
        ConfiguredSource source, EventLines lines, TimeSpan patience, CancellationToken cancellationToken, bool madeIds = false)
    {
        var owner = source.Owner ?? ConfiguredSource.OwnerPrefix + source.Name;
        var refuseAll = source.Owner is null;
        var tally = new IngestTally();
        var events = new List<TranscriptEvent>(lines.Count);
        var places = new List<int>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var error = NoKey;
            if (!refuseAll && reader.Read(lines[i].Span, out error) is { } read)
            {
                events.Add(read is Fragment { Language: null } said ? said with { Language = source.Options.Language } : read);
                places.Add(i + 1);
                continue;
            }
            dispatcher.Refused(owner, error);
            tally.Add(i + 1, error);
        }
        for (var i = 0; i < lines.Refused.Count; i++)
        {
            var (member, why) = lines.Refused[i];
            var refused = Outcome.Rejected("unreadable", member, why);
            dispatcher.Refused(owner, refused);
            tally.Add(lines.Count + i + 1, refused);
        }
        await SendAsync(owner, events, places, tally, patience, madeIds, cancellationToken);
        return tally;
    }

    private async Task SendAsync(
        string owner, List<TranscriptEvent> events, List<int> places, IngestTally tally, TimeSpan patience, bool madeIds,
        CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + patience;
        while (true)
        {
            var outcomes = await dispatcher.SendAsync(owner, events, cancellationToken);
            var isLast = time.GetUtcNow() >= until;
            var (waiting, at, isBusy) = (new List<TranscriptEvent>(), new List<int>(), false);
            for (var i = 0; i < outcomes.Length; i++)
            {
                var again = outcomes[i].Code switch
                {
                    Refusals.BusyCode when !isLast => events[i],
                    "contradiction" when madeIds => Renamed(events[i]),
                    _ => null,
                };
                isBusy |= ReferenceEquals(again, events[i]);
                if (again is null)
                {
                    tally.Add(places[i], outcomes[i]);
                    continue;
                }
                waiting.Add(again);
                at.Add(places[i]);
            }
            if (waiting.Count == 0)
                return;
            (events, places) = (waiting, at);
            if (isBusy)
                await Task.Delay(TimeSpan.FromSeconds(options.Value.RetryAfterSeconds), time, cancellationToken);
        }
    }

    /// <summary>
    /// Other words than those that have this id: kept under the next, which is the same next whenever they come again.
    /// </summary>
    private static Fragment? Renamed(TranscriptEvent refused)
    {
        if (refused is not Fragment { IsFinal: true, UtteranceId: var id } fragment || id.Length > EventRules.IdLength - 3)
            return null;
        return id is [.., '.', '.', >= '2' and < '9'] ? fragment with { UtteranceId = $"{id[..^1]}{(char)(id[^1] + 1)}" }
            : id is [.., '.', '.', '9'] ? null
            : fragment with { UtteranceId = $"{id}..2" };
    }
}
