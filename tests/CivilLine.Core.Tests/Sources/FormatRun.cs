using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

/// <summary>One instance of a format, fed message by message.</summary>
internal sealed class FormatRun(string format, SourceAddress? said = null, SourceSettings? settings = null) : IDisposable
{
    public static readonly SourceAddress Customer = new() { CallId = "c-1", Speaker = Speaker.Customer };

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 15, 0, TimeSpan.Zero);

    private readonly ISourceFormat _format = SourceFormats.Open(format, settings ?? new SourceSettings { Name = "test" })!;
    private readonly EventLines _lines = new();

    public IReadOnlyList<SourceRefusal> Refused => _lines.Refused;

    public IReadOnlyList<string> Answers => _lines.Answers;

    /// <summary>The events of one message, as the contract has them.</summary>
    public List<JsonElement> Read(string message) => Read(Encoding.UTF8.GetBytes(message));

    public List<JsonElement> Read(byte[] message, SourceAddress? from = null)
    {
        _lines.Clear();
        _lines.Add(_format, new SourceMessage(message, from ?? said ?? SourceAddress.Nothing, Start));
        return [.. Enumerable.Range(0, _lines.Count).Select(i => JsonDocument.Parse(_lines[i].ToArray()).RootElement)];
    }

    /// <summary>What was said in one message, as <c>speaker id rN [final] start-end: text</c>.</summary>
    public string[] Heard(string message) =>
        [.. Read(message).Where(one => one.GetProperty("type").GetString() == "fragment").Select(Short)];

    public void Dispose() => _lines.Dispose();

    private static string Short(JsonElement one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.GetProperty("speaker")} {one.GetProperty("utteranceId")} r{one.GetProperty("revision")}{(one.GetProperty("isFinal").GetBoolean() ? " final" : "")} {Time(one, "startMs")}-{Time(one, "endMs")}: {one.GetProperty("text")}");

    private static string Time(JsonElement one, string name) => one.TryGetProperty(name, out var time) ? time.GetRawText() : "";
}
