using System.Text;
using System.Text.Json;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

/// <summary>One source's format, read message by message, and what came of each.</summary>
internal sealed class FormatReading(string format, SourceAddress? said = null, Dictionary<string, Speaker>? speakers = null, string? team = null)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 15, 30, TimeSpan.Zero);

    private readonly ISourceFormat _format = SourceFormats.Open(
        format, new SourceSettings
        {
            Name = "test",
            Speakers = speakers ?? [],
            Team = team,
            Mapping = format == SourceFormats.Mapped ? MappingReader.Read(MappingFiles.ShippedText("gladia")!).Mapping : null,
        })!;

    public SourceAddress Said { get; set; } = said ?? SourceAddress.Nothing;
    public DateTimeOffset At { get; set; } = Now;

    /// <summary>As a server does before it reads the first message of a call that it has not read of since its start.</summary>
    public void Recall(string message, HeardCall? kept)
    {
        if (_format.Unknown(new SourceMessage(Encoding.UTF8.GetBytes(message), Said, At)) is { } call)
            _format.Recall(call, kept);
    }

    public Heard Read(string message) => Read(Encoding.UTF8.GetBytes(message));

    public Heard Read(byte[] message)
    {
        using var lines = new EventLines();
        lines.Add(_format, new SourceMessage(message, Said, At));
        var events = Enumerable.Range(0, lines.Count).Select(i => JsonSerializer.Deserialize<JsonElement>(lines[i].Span)).ToList();
        return new Heard(events, [.. lines.Refused], lines.ProfanityFilter);
    }

    /// <summary>What the one message said, which is one fragment and nothing else.</summary>
    public Said One(string message)
    {
        var heard = Read(message);
        Assert.Empty(heard.Refused);
        return Assert.Single(heard.Fragments);
    }

    public SourceRefusal Refusal(string message)
    {
        var heard = Read(message);
        Assert.Empty(heard.Events);
        return Assert.Single(heard.Refused);
    }
}

internal sealed record Heard(List<JsonElement> Events, List<SourceRefusal> Refused, bool? ProfanityFilter)
{
    public List<Said> Fragments => [.. Events.Where(e => Type(e) == "fragment").Select(Said.Of)];
    public List<string?> Types => [.. Events.Select(Type)];
    public string Raw => string.Join('\n', Events.Select(e => e.GetRawText()));

    public JsonElement Only(string type) => Assert.Single(Events, e => Type(e) == type);

    private static string? Type(JsonElement e) => e.TryGetProperty("type", out var type) ? type.GetString() : null;
}

internal sealed record Said(
    string CallId, string UtteranceId, string Text, int Revision, bool IsFinal, string Speaker, long? StartMs, long? EndMs, string? Language)
{
    public static Said Of(JsonElement e) => new(
        e.GetProperty("callId").GetString()!, e.GetProperty("utteranceId").GetString()!, e.GetProperty("text").GetString()!,
        e.GetProperty("revision").GetInt32(), e.GetProperty("isFinal").GetBoolean(), e.GetProperty("speaker").GetString()!,
        e.TryGetProperty("startMs", out var start) ? start.GetInt64() : null,
        e.TryGetProperty("endMs", out var end) ? end.GetInt64() : null,
        e.TryGetProperty("language", out var language) ? language.GetString() : null);
}
