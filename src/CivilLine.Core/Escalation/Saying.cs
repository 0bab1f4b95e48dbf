using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>
/// Words that alert, as the timeline alone tells them: no arrival, no person and no clock has a part in it. An alert is a
/// saying that was shown.
/// </summary>
/// <param name="UtteranceIds">The pieces that carry it, oldest first.</param>
/// <param name="IsSaid">Nothing that may follow is waited for.</param>
/// <param name="IsOpen">The words break off where the next may change them.</param>
/// <param name="IsFeared">The words do not carry it yet; the next may.</param>
/// <param name="IsDoubted">What is being said takes it back, if its final agrees.</param>
internal sealed record Saying(
    Finding Finding, NormalizedText Text, IReadOnlyList<string> UtteranceIds, long StartMs, long EndMs,
    bool IsSaid, bool IsOpen, bool IsFeared, bool IsDoubted = false)
{
    public bool IsWithin(IReadOnlyList<string> utteranceIds) => UtteranceIds.All(utteranceIds.Contains);

    public bool Touches(IReadOnlyList<string> utteranceIds) => UtteranceIds.Any(utteranceIds.Contains);
}
