using CivilLine.Sources.Mapping;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>What a centre configures for one source, as far as reading its messages goes.</summary>
public sealed record SourceSettings
{
    /// <summary>The name that its fragments carry as <c>source</c>, and that its address ends in.</summary>
    public required string Name { get; init; }

    public string? Team { get; init; }
    public string? Queue { get; init; }

    /// <summary>Where the vendor does not say, and never in place of what it says.</summary>
    public string? Language { get; init; }

    /// <summary>Who speaks on which of the vendor's channels, roles or tracks; replaces the format's own map, name by name.</summary>
    public IReadOnlyDictionary<string, Speaker> Speakers { get; init; } = new Dictionary<string, Speaker>();

    /// <summary>What the format <see cref="SourceFormats.Mapped"/> follows; null for the others.</summary>
    public SourceMapping? Mapping { get; init; }

    /// <summary>What this source says of a channel, or else what the format does.</summary>
    public Speaker SpeakerOf(string? channel, Speaker otherwise) =>
        channel is not null && Speakers.TryGetValue(channel, out var speaker) ? speaker : otherwise;
}
