using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>One piece of what a speaker said, oldest first in a window.</summary>
public sealed record Piece(string UtteranceId, NormalizedText Text, long StartMs, long EndMs, bool IsFinal);

/// <summary>What stands after the last piece of a window.</summary>
/// <param name="Assessment">The scores that still stand for the last piece, earlier pieces that complete it included.</param>
/// <param name="Joined">The text those scores were read from: the last piece alone, or joined with earlier ones.</param>
/// <param name="UtteranceIds">The pieces in <paramref name="Joined"/>, oldest first.</param>
/// <param name="Superseded">Earlier pieces whose own scores no longer stand, because the joined text says otherwise.</param>
/// <param name="IsOpen">The evidence reaches the end of the text, so that what follows may still change it.</param>
public sealed record WindowAssessment(
    Assessment Assessment,
    NormalizedText Joined,
    IReadOnlyList<string> UtteranceIds,
    IReadOnlyList<string> Superseded,
    bool IsOpen);
