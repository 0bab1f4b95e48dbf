using System.Text;
using CivilLine.Shared;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>A mapping file; where it is good, what it makes of messages that it was not written for.</summary>
internal sealed class MappingTarget() : FuzzTarget<MappingReading>("mapping")
{
    private readonly List<byte[]> _messages =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "sessions", "mapping"), "*.ndjson").Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file).Take(4)).Select(Encoding.UTF8.GetBytes),
    ];

    public override IReadOnlyList<string> Words { get; } = [.. YamlWords.Of(MappingFiles.ShippedText("gladia")!)];

    public override FuzzLimits Limits { get; } = new(60, 40, 2 * 1024 * 1024, 2000);

    protected override MappingReading Take(byte[] input) => MappingReader.Read(Encoding.UTF8.GetString(input));

    protected override void Judge(byte[] input, MappingReading read, Verdict verdict)
    {
        verdict.Holds((read.Mapping is null) == (read.Problems.Count > 0), "neither a mapping nor a problem, or both", "");
        foreach (var problem in read.Problems)
            verdict.Said(problem.ToString());
        YamlWords.Judge(read.Problems.Select(problem => problem.ToString()), verdict);
        if (read.Mapping is null)
            return;
        var format = SourceFormats.Open(SourceFormats.Mapped, new SourceSettings { Name = "made-up", Mapping = read.Mapping })!;
        using var lines = new EventLines();
        foreach (var message in _messages)
        {
            lines.Clear();
            lines.Add(format, new SourceMessage(message, SourceAddress.Nothing, DateTimeOffset.UnixEpoch));
            for (var i = 0; i < lines.Count; i++)
            {
                verdict.Said(lines[i].Span);
                using var json = verdict.Json(lines[i].ToArray(), "an event");
            }
        }
    }
}
