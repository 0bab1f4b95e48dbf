using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Cli.Sources;
using CivilLine.Sources;

namespace CivilLine.Cli.Streaming;

/// <summary>One of a vendor's messages as it stands in the file.</summary>
/// <param name="Due">When it is sent, from the start of the play, at speed 1.</param>
/// <param name="Line">Where in the file it begins, counted from 1.</param>
internal sealed record RawMessage(TimeSpan Due, string Text, int Line)
{
    public bool IsJson => Text[0] is '{' or '[';
}

/// <summary>When each message of a file is due: at an even pace, or when the words that it holds end.</summary>
/// <param name="gap">Between two messages, where their words tell nothing.</param>
/// <param name="format">Reads the words' times; null for an even pace.</param>
internal sealed class RawScript(TimeSpan gap, ISourceFormat? format, SourceAddress address)
{
    public IEnumerable<RawMessage> Read(string text, DateTimeOffset start)
    {
        var due = TimeSpan.Zero;
        var isFirst = true;
        using var lines = new EventLines();
        foreach (var (line, message) in RawMessages.Split(text))
        {
            var said = format is null ? null : SaidAt(message, start + due, lines);
            due = said is { } at ? (at > due ? at : due) : isFirst ? due : due + gap;
            isFirst = false;
            yield return new RawMessage(due, message, line);
        }
    }

    private TimeSpan? SaidAt(string message, DateTimeOffset at, EventLines lines)
    {
        lines.Clear();
        lines.Add(format!, new SourceMessage(Encoding.UTF8.GetBytes(message), address, at));
        TimeSpan? last = null;
        for (var i = 0; i < lines.Count; i++)
        {
            using var said = JsonDocument.Parse(lines[i]);
            if (said.RootElement.TryGetProperty("endMs", out var end) && TimeSpan.FromMilliseconds(end.GetInt64()) is var until
                && (last is null || until > last))
                last = until;
        }
        return last;
    }
}
