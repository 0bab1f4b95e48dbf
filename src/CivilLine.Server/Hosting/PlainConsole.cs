using CivilLine.Transcripts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CivilLine.Hosting;

/// <summary>
/// Log lines as the console has them, where a value that was logged can neither begin a line of its own, nor move the
/// terminal's cursor, nor turn the direction of writing: what a caller sent stays text.
/// </summary>
internal sealed class PlainConsole() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        textWriter.Write($"[{logEntry.EventId.Id}] ");
        textWriter.WriteLine(PlainText.Of(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        // A stack has lines of its own; each is kept from looking like an entry.
        foreach (var line in logEntry.Exception?.ToString().Split('\n') ?? [])
            textWriter.WriteLine("      " + PlainText.Of(line.TrimEnd('\r')));
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce: ",
        LogLevel.Debug => "dbug: ",
        LogLevel.Information => "info: ",
        LogLevel.Warning => "warn: ",
        LogLevel.Error => "fail: ",
        _ => "crit: ",
    };
}
