namespace CivilLine.Cli.Streaming;

/// <summary>One event of a script, ready for the wire.</summary>
/// <param name="Due">When it is sent, from the start of the play, at speed 1.</param>
/// <param name="Line">The line of the script it comes from, counted from 1: what a rejection is reported by.</param>
internal sealed record ScriptEvent(TimeSpan Due, EventKey Key, ReadOnlyMemory<byte> Json, int Line);

/// <summary>By what an acknowledgement names its event.</summary>
internal readonly record struct EventKey(string Type, string CallId, string? UtteranceId, int Revision);
