using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>What is kept of an utterance of a Vosk server's results.</summary>
/// <param name="Text">Of one that is still being said.</param>
internal sealed record VoskUtterance(string Id, Speaker Speaker, string Text, int Revision, bool IsFinal, long? StartMs, long? EndMs)
{
    public static VoskUtterance Of(Fragment said) =>
        new(said.UtteranceId, said.Speaker, said.IsFinal ? "" : said.Text, said.Revision, said.IsFinal, said.StartMs, said.EndMs);

    /// <summary>The name that it has on its own stream; null where it is of another.</summary>
    public string? NameOn(SourceAddress said)
    {
        var mark = Id.LastIndexOf("-o", StringComparison.Ordinal);
        var own = mark < 0 ? "" : Id[mark..];
        return own == said.StreamMark ? Id[..^own.Length] : null;
    }
}
