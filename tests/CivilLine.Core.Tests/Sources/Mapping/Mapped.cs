using System.Text;
using System.Text.Json.Nodes;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources.Mapping;

/// <summary>One source that is read by a mapping, and what its messages became.</summary>
internal sealed class Mapped : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 15, 30, TimeSpan.Zero);

    private readonly ISourceFormat _format;
    private readonly EventLines _lines = new();
    private SourceAddress _said = SourceAddress.Nothing;

    private Mapped(string yaml, params (string Channel, Speaker Speaker)[] speakers) => _format = SourceFormats.Open(SourceFormats.Mapped, new SourceSettings
    {
        Name = "source",
        Mapping = Read(yaml),
        Speakers = speakers.ToDictionary(one => one.Channel, one => one.Speaker),
    })!;

    public static Mapped By(string yaml, params (string Channel, Speaker Speaker)[] speakers) => new(yaml, speakers);

    public static Mapped By(string yaml, SourceAddress said) => new(yaml) { _said = said };

    public static Mapped ByShipped(string name, params (string Channel, Speaker Speaker)[] speakers) => new(MappingFiles.ShippedText(name)!, speakers);

    public static SourceMapping Read(string yaml)
    {
        var reading = MappingReader.Read(yaml);
        Assert.Empty(reading.Problems);
        return reading.Mapping!;
    }

    public IReadOnlyList<SourceRefusal> Refused => [.. _lines.Refused];

    /// <returns>Its events.</returns>
    public IReadOnlyList<JsonObject> Take(string message, string? callId = null, DateTimeOffset? at = null, Speaker? speaker = null)
    {
        _lines.Clear();
        _lines.Add(_format, new SourceMessage(
            Encoding.UTF8.GetBytes(message), _said with { CallId = callId ?? _said.CallId, Speaker = speaker }, at ?? Now));
        return [.. Enumerable.Range(0, _lines.Count).Select(i => JsonNode.Parse(_lines[i].Span)!.AsObject())];
    }

    /// <returns>Its only event, as it goes on the wire.</returns>
    public string One(string message, string? callId = null, DateTimeOffset? at = null)
    {
        var events = Take(message, callId, at);
        Assert.Empty(Refused);
        Assert.Single(events);
        return Encoding.UTF8.GetString(_lines[0].Span);
    }

    /// <returns>Where its only refusal points to.</returns>
    public SourceRefusal Refusal(string message, string? callId = null)
    {
        Take(message, callId);
        return Assert.Single(Refused);
    }

    public void Dispose() => _lines.Dispose();
}
