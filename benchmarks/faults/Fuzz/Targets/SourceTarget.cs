using System.Text;
using CivilLine.Escalation;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.AspNetCore.Http;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>
/// A source's messages, one a line and one after the other, as its format reads them; a line that begins with a question mark
/// is the address that the next ones come to.
/// </summary>
internal sealed class SourceTarget(string name, string format, SourceMapping? mapping) : FuzzTarget<SourceTarget.Heard>(name)
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 15, 30, TimeSpan.Zero);

    private readonly SourceSettings _settings = new() { Name = "made-up", Mapping = mapping, Team = "billing" };

    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { BytesPerLine = 4096 };

    public override IReadOnlyList<string> Words { get; } =
    [
        "\n", "?callId=c-1&speaker=customer\n", "?callId=c-1&offsetMs=5000\n", "?\n", "Final", "final", "PARTIAL", "CUSTOMER", "AGENT", "external", "internal", "event", "open",
        "close", "Begin", "Turn", "Results", "PT1.5S", "1.5s", "0:00:01", "made-up",
    ];

    /// <param name="Answers">What the vendor's protocol is answered.</param>
    internal sealed record Heard(List<byte[]> Events, List<SourceRefusal> Refused, List<string> Answers);

    protected override Heard Take(byte[] input)
    {
        var reads = SourceFormats.Open(format, _settings)!;
        var heard = new Heard([], [], []);
        var said = SourceAddress.Nothing;
        using var lines = new EventLines();
        foreach (var range in input.AsSpan().Split((byte)'\n'))
        {
            var line = input[range];
            if (line is [(byte)'?', ..])
            {
                said = AddressOf(line);
                continue;
            }
            var message = new SourceMessage(line, said, At);
            if (reads.Unknown(message) is { } call)
                reads.Recall(call, null);
            lines.Clear();
            lines.Add(reads, message);
            for (var i = 0; i < lines.Count; i++)
                heard.Events.Add(lines[i].ToArray());
            heard.Refused.AddRange(lines.Refused);
            heard.Answers.AddRange(lines.Answers);
        }
        return heard;
    }

    protected override void Judge(byte[] input, Heard read, Verdict verdict)
    {
        foreach (var line in read.Events)
        {
            verdict.Said(line);
            if (Reading.Events.Read(line, out var error) is { } one)
                Reading.Judge(one, verdict);
            else
                verdict.Refused(error.Message);
            // The contract's own lines are passed on as they stand, and judged by the reader alone.
            if (format != SourceFormats.Contract)
                using (verdict.Json(line, "an event"))
                    verdict.Holds(error.Kind != OutcomeKind.Rejected || error.Code is not ("malformed-json" or "unknown-type" or "invalid-utf8" or "missing"), "an event that breaks the contract", $"{error.Message}: {Encoding.UTF8.GetString(line)}");
        }
        foreach (var (member, error) in read.Refused)
        {
            verdict.Refused(member);
            verdict.Refused(error);
        }
        foreach (var answer in read.Answers)
            verdict.Said(answer);
    }

    private static SourceAddress AddressOf(byte[] line) => SourceEndpoint.AddressOf(new QueryCollection(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(line))));
}
