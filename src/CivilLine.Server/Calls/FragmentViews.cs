using CivilLine.Scoring;
using CivilLine.Store;
using CivilLine.Transcripts;

namespace CivilLine.Calls;

/// <summary>A fragment as pages see it, from memory right after its commit or from the store later.</summary>
internal static class FragmentViews
{
    public static FragmentView Of(CivilLine.Escalation.ScoredFragment scored)
    {
        var (fragment, assessment) = (scored.Fragment, scored.Assessment);
        return new FragmentView(
            fragment.CallId, fragment.UtteranceId, fragment.Revision, fragment.IsFinal, fragment.Speaker, fragment.Text,
            fragment.StartMs ?? 0, fragment.EndMs ?? fragment.StartMs ?? 0, scored.ReceivedAt, scored.Late,
            ByName(assessment.Scores), [.. assessment.Categories], assessment.Severity, assessment.Target)
        {
            Language = fragment.Language,
            Unscored = scored.Unscored,
        };
    }

    /// <param name="language">The call's own, where the fragment has none.</param>
    public static FragmentView Of(string callId, string? language, FragmentRow row) => new(
        callId, row.UtteranceId, row.Revision, row.IsFinal, row.Speaker, row.Text, row.StartMs, row.EndMs, row.ReceivedAt,
        row.Late, ByName(StoreJson.Scores(row.Scores)), [.. new CategorySet(row.Categories)], row.Severity, row.Target)
    {
        Language = row.Language ?? language,
        Unscored = !Languages.IsRead(row.Language ?? language),
    };

    private static Dictionary<Category, float> ByName(CategoryScores scores)
    {
        var named = new Dictionary<Category, float>(CategoryScores.Length);
        for (var i = 0; i < CategoryScores.Length; i++)
            named[(Category)i] = MathF.Round(scores[i], 4);
        return named;
    }
}
