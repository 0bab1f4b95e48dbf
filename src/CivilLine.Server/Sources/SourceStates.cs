using CivilLine.Calls;
using CivilLine.Health;
using CivilLine.Ingest;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Sources.Kafka;

namespace CivilLine.Sources;

/// <summary>How each source is doing: those of the configuration, and every key that events are sent with.</summary>
internal sealed class SourceStates(
    SourceWatch watch, SourceRegister register, Roster roster, KeyUse use, CallQuota quota, StreamCounts streams,
    SourceConnectors connectors, KafkaSources topics, LiveCalls live, TimeProvider time)
{
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(2);

    public IReadOnlyList<SourceView> Now()
    {
        var now = time.GetUtcNow();
        var used = use.Snapshot();
        var quiet = live.QuietByOwner(now);
        return [.. register.All.Select(source => Of(source, quiet, now))
            .Concat(roster.Now.Keys.Values.Where(key => key.RevokedAt is null)
                .Select(key => Of(key.Id, key.Name, used.TryGetValue(key.Id, out var at) ? at : key.LastUsedAt, quiet, now) with
                {
                    FilterAdvice = FormatNotes.FilterAdvice(FormatOf(key.Name)),
                }))
            .OrderBy(source => source.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>What a source brought is counted under whose calls they are: under its key where it names one.</summary>
    private SourceView Of(ConfiguredSource source, Dictionary<string, (int Calls, DateTimeOffset Since)> quiet, DateTimeOffset now)
    {
        var own = ConfiguredSource.OwnerPrefix + source.Name;
        return Of(source.Owner ?? own, source.Name, null, quiet, now) with
        {
            KeyId = own,
            Format = source.Options.Format,
            Key = source.Options.Key,
            Connection = connectors.StateOf(source.Name),
            Topic = topics.StateOf(source.Name),
            ProfanityFilter = source.ProfanityFilter,
            FilterAdvice = FormatNotes.FilterAdvice(source.Options.Format),
            QuietAfterMs = (long)source.QuietAfter.TotalMilliseconds,
        };
    }

    private SourceView Of(
        string owner, string name, DateTimeOffset? usedAt, Dictionary<string, (int Calls, DateTimeOffset Since)> quiet, DateTimeOffset now)
    {
        var counts = watch.CountsOf(owner);
        var seen = counts.LastAt ?? usedAt;
        var calls = quota.LiveOf(owner);
        var state = seen is null ? SourceState.Never
            : now - seen < SilentAfter ? SourceState.Heard
            : calls > 0 ? SourceState.Silent : SourceState.Idle;
        return new SourceView(owner, name, state, seen, calls, streams.Of(owner), counts)
        {
            QuietCalls = quiet.TryGetValue(owner, out var unheard) ? unheard.Calls : 0,
            QuietSince = unheard.Calls > 0 ? unheard.Since : null,
        };
    }

    private string? FormatOf(string key) => register.All.FirstOrDefault(source => source.Options.Key == key)?.Options.Format;
}
