using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Labels;

/// <summary>A fragment that may be asked about, with all reasons to.</summary>
internal sealed record QueueCandidate(
    long FragmentId, long CallKey, string CallId, string UtteranceId, int Revision, Speaker Speaker, string Text, long StartMs,
    DateTimeOffset ReceivedAt, CategoryScores Scores, int Others)
{
    public List<QueueReason> Reasons { get; } = [];

    /// <summary>How much an answer would teach; a fragment with two reasons goes before one with either.</summary>
    public double Worth { get; private set; }

    public void Because(double worth, LabelReason reason, Category? category = null, float? score = null, float? beside = null)
    {
        Worth += worth;
        Reasons.Add(new QueueReason(reason, category, Rounded(score), Rounded(beside)));
    }

    private static float? Rounded(float? score) => score is { } value ? MathF.Round(value, 3) : null;
}
