namespace CivilLine.Cli.Streaming;

/// <summary>How a script's calls are named and told.</summary>
/// <param name="Start">The moment the play begins: what a corpus call's <c>startedAt</c> is counted from.</param>
/// <param name="Stagger">The pause between the starts of two corpus calls.</param>
/// <param name="Interims">A corpus turn grows word by word before its final.</param>
internal sealed record ScriptSettings(
    DateTimeOffset Start,
    double Speed = 1,
    string CallPrefix = "",
    string CallSuffix = "",
    TimeSpan Stagger = default,
    bool Interims = false,
    string? Team = null,
    string? AgentId = null);
