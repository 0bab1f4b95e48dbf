using CivilLine.Security;
using CivilLine.Sources.Mapping;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>One source of the configuration: who may deliver, how its messages are read, whose its calls are.</summary>
internal sealed class ConfiguredSource(string name, SourceOptions options, Roster roster, TimeProvider time) : IDisposable
{
    /// <summary>What its calls are owned by where the configuration names no key; no key has such an id.</summary>
    public const string OwnerPrefix = "source:";

    private readonly Lock _reading = new();
    private readonly EventLines _lines = new();
    private readonly SourceSettings _settings = SettingsOf(name, options);
    private ISourceFormat? _format;

    public string Name => name;
    public SourceOptions Options => options;
    public ISourceGuard Guard { get; } = SourceGuards.Open(name, options, time);

    /// <summary>The key's id, looked up anew since a key can be made after the start; the source's own where it names none.</summary>
    /// <returns>Null where the key that it names does not exist or was revoked.</returns>
    public string? Owner => options.Key is not { } key
        ? OwnerPrefix + name
        : roster.Now.Keys.Values.FirstOrDefault(one => one.Name == key && one.RevokedAt is null)?.Id;

    /// <summary>A live call that is not heard for longer is not taken for calm.</summary>
    public TimeSpan QuietAfter { get; } = options.QuietSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : FormatNotes.QuietAfter(options.Format);

    /// <summary>Whether the vendor's profanity filter is on, as it said last; null where it never said.</summary>
    public bool? ProfanityFilter { get; private set; }

    /// <summary>Keeps what a message said of the source itself; every way in hands its lines by here.</summary>
    public void Note(EventLines lines) => ProfanityFilter = lines.ProfanityFilter ?? ProfanityFilter;

    /// <summary>A format of its own for a socket, which remembers nothing of others.</summary>
    public ISourceFormat OpenFormat() => SourceFormats.Open(options.Format, _settings)!;

    /// <inheritdoc cref="ISourceFormat.Unknown"/>
    public string? Unknown(in SourceMessage message)
    {
        lock (_reading)
            return (_format ??= OpenFormat()).Unknown(message);
    }

    /// <inheritdoc cref="ISourceFormat.Recall"/>
    public void Recall(string callId, HeardCall? heard)
    {
        lock (_reading)
            _format!.Recall(callId, heard);
    }

    /// <summary>Reads a delivery and hands on what it holds, one delivery at a time.</summary>
    public T Read<T>(in SourceMessage message, Func<EventLines, T> take)
    {
        lock (_reading)
        {
            _lines.Clear();
            _lines.Add(_format ??= OpenFormat(), message);
            Note(_lines);
            return take(_lines);
        }
    }

    public void Dispose() => _lines.Dispose();

    private static SourceSettings SettingsOf(string name, SourceOptions options) => new()
    {
        Name = name,
        Team = options.Team,
        Queue = options.Queue,
        Language = options.Language,
        // Held to be right when the options were checked; what became of the file since is not asked again.
        Mapping = options.Mapping is { } file ? MappingFiles.Open(file, out _) : null,
        Speakers = options.Speakers.ToDictionary(
            speaker => speaker.Key, speaker => Enum.Parse<Speaker>(speaker.Value, ignoreCase: true), StringComparer.Ordinal),
    };
}
