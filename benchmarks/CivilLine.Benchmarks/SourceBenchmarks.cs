using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Benchmarks;

/// <summary>What it costs to make events of one of a vendor's messages, of nine words; a new utterance each time.</summary>
[MemoryDiagnoser]
public class SourceBenchmarks : IDisposable
{
    private const int Messages = 1024;

    private readonly SourceAddress _said = new() { CallId = "c-42", AgentId = "a-7", Team = "billing" };
    private readonly EventLines _events = new();

    private ISourceFormat _format = null!;
    private ReadOnlyMemory<byte>[] _messages = [];
    private int _next;

    public static IEnumerable<string> Sources => SourceSamples.All.Keys;

    [ParamsSource(nameof(Sources))]
    public string Source { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        var (format, mapping, sample, word) = SourceSamples.All[Source];
        _format = SourceFormats.Open(format, new SourceSettings
        {
            Name = "bench",
            Mapping = mapping is null ? null : MappingFiles.Open(mapping, out _),
        }) ?? throw new InvalidOperationException($"There is no format {format}.");
        _messages = [.. Enumerable.Range(1, Messages).Select(n => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(
            SourceSamples.Make(sample, word, n)))];
        if (Read() == 0)
            throw new InvalidOperationException($"The sample of {Source} makes no event: {string.Join(" ", _events.Refused)}");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _events.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What none can do without: the ratio to it is what the reading itself costs, on any machine.</summary>
    [Benchmark(Baseline = true, Description = "its JSON alone")]
    public int Parse()
    {
        var message = _messages[_next++ % Messages];
        if (message.Span[0] != '{')
            return 0; // A form.
        using var document = JsonDocument.Parse(message);
        return (int)document.RootElement.ValueKind;
    }

    [Benchmark(Description = "its events")]
    public int Read()
    {
        _events.Clear();
        _events.Add(_format, new SourceMessage(_messages[_next++ % Messages], _said, DateTimeOffset.UnixEpoch));
        return _events.Count;
    }
}
