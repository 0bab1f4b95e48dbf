using System.Globalization;

namespace CivilLine.Sources;

/// <summary>
/// What stands in the address that a vendor or a bridge calls:
/// <c>?callId=…&amp;agentId=…&amp;team=…&amp;queue=…&amp;speaker=…&amp;offsetMs=…</c>; each may be missing.
/// </summary>
public sealed record SourceAddress
{
    public static readonly SourceAddress Nothing = new();

    /// <summary>A day, as the contract has it for all offsets.</summary>
    public const long MostOffsetMs = 24 * 3600 * 1000;

    public const string OffsetRule = "offsetMs says how far into the call this stream began: a whole number of milliseconds from 0 to 86400000.";

    /// <summary>As the contract has ids, made so once: it stands in each of a stream's messages.</summary>
    public string? CallId { get; init => field = value is null ? null : SourceIds.Of(value); }

    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public string? Queue { get; init; }

    /// <summary>Who speaks on this socket: customer, agent or unknown; null for not said.</summary>
    public Transcripts.Speaker? Speaker { get; init; }

    /// <summary>
    /// How far into the call the vendor's stream began, in milliseconds: a stream that was lost and opened anew counts from 0
    /// again. What is out of range is kept, to be refused.
    /// </summary>
    public long OffsetMs { get; init; }

    /// <summary>What ends the ids of utterances that count with this stream; nothing for the call's first.</summary>
    public string StreamMark => MarkOf(OffsetMs);

    public bool IsOffsetWrong => OffsetMs is < 0 or > MostOffsetMs;

    public static string MarkOf(long offsetMs) => offsetMs > 0 ? string.Create(CultureInfo.InvariantCulture, $"-o{offsetMs}") : "";

    /// <returns>0 where nothing is said, and less for what is no number.</returns>
    public static long OffsetOf(string? text) =>
        text is null ? 0 : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : -1;
}
