using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>From a vendor's message to durable events, by the same reader and dispatcher as events sent to us directly.</summary>
internal sealed class SourceIntake(EventReader reader, IngestDispatcher dispatcher)
{
    private static readonly Outcome NoKey = Outcome.Rejected(
        "forbidden", null, "The key that this source's calls are kept under does not exist or was revoked.");

    /// <returns>What became of each event and of what could not be made one; numbered as they stand in the message.</returns>
    public Task<IngestTally> TakeAsync(ConfiguredSource source, SourceMessage message, CancellationToken cancellationToken)
    {
        var owner = source.Owner;
        return source.Read(message, lines => TakeAsync(owner ?? ConfiguredSource.OwnerPrefix + source.Name, owner is null, lines, cancellationToken));
    }

    /// <summary>A delivery that did not prove itself.</summary>
    public void Unproven(ConfiguredSource source) => dispatcher.Refused(
        ConfiguredSource.OwnerPrefix + source.Name, Outcome.Rejected("unauthenticated", null, "not the source's"));

    /// <summary>Reads all of <paramref name="lines"/> before it first waits, since the next message uses them again.</summary>
    public async Task<IngestTally> TakeAsync(string owner, bool refuseAll, EventLines lines, CancellationToken cancellationToken)
    {
        var tally = new IngestTally();
        var events = new List<TranscriptEvent>(lines.Count);
        var places = new List<int>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var error = NoKey;
            if (!refuseAll && reader.Read(lines[i].Span, out error) is { } read)
            {
                events.Add(read);
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
        var outcomes = await dispatcher.SendAsync(owner, events, cancellationToken);
        for (var i = 0; i < outcomes.Length; i++)
            tally.Add(places[i], outcomes[i]);
        return tally;
    }
}
