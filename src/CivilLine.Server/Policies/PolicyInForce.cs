using CivilLine.Escalation;
using CivilLine.Escalation.Documents;

namespace CivilLine.Policies;

internal enum PolicySource
{
    /// <summary>The program's own.</summary>
    Standard,

    /// <summary>The centre's file.</summary>
    File,
}

/// <summary>What applies, whole and unchanging; the next one takes its place.</summary>
/// <param name="Yaml">The document that it was read from.</param>
/// <param name="Refused">The newest document that was refused since; null where the newest one applies.</param>
internal sealed record PolicyInForce(
    PolicyBook Book, string Yaml, PolicySource Source, DateTimeOffset Since, PolicyRefusal? Refused = null);

/// <param name="Why">Where the file could not be read at all; null where <paramref name="Problems"/> say it.</param>
internal sealed record PolicyRefusal(DateTimeOffset At, IReadOnlyList<PolicyProblem> Problems, string? Why = null)
{
    /// <summary>For administrators, who may read the document.</summary>
    public string InWords => Why ?? (Problems is [var first, ..]
        ? $"Line {first.Line}{(first.Path.Length > 0 ? ", " : "")}{first.Path}: {first.Message}{(Problems.Count > 1 ? $"; and {Problems.Count - 1} more" : "")}"
        : "It was not read.");

    /// <summary>Where the mistakes are, and not what stands there: health reports are logged.</summary>
    public override string ToString() => Why ?? (Problems.Count > 0
        ? $"{Problems.Count} mistakes, the first in line {Problems[0].Line} at '{Problems[0].Path}'"
        : "it was not read");
}
