using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>A call at a glance: heat, spark-line, last words, banner. Reads, and changes nothing.</summary>
internal sealed class CallGlance(CallState call)
{
    private const int RecentCount = 30;
    private const int WordsShown = 160;

    // What no threshold was reached by is a hint, and stays below the mildest finding that is sure.
    private const float UnderThreshold = 0.2f;
    private static readonly TimeSpan HeatFades = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CoachingLasts = TimeSpan.FromSeconds(45);

    public IReadOnlyList<Alert> OpenAlerts =>
        [.. call.Alerts.All.Where(alert => alert.Detection != Detection.Withdrawn && !AlertWork.IsClosed(alert.Work))];

    public IReadOnlyList<float> Recent => [.. Heard().Take(RecentCount).Select(Worst).Reverse()];

    public string? LastWords => Last is { } last ? Cut(last.Fragment.Text) : null;

    public Speaker LastSpeaker => Last?.Speaker ?? Speaker.Unknown;

    public long? SaidMsAgo => Last is { } last ? AgeOnArrival(last) : null;

    public float Heat(DateTimeOffset now)
    {
        var heat = 0f;
        foreach (var entry in Heard())
        {
            var left = 1 - Math.Max(0, (now - entry.ReceivedAt) / HeatFades);
            heat = Math.Max(heat, Worst(entry) * (float)Math.Max(0, left));
        }

        return heat;
    }

    public Banner Banner(DateTimeOffset now)
    {
        Alert? cause = null;
        Alert? threat = null;
        var breaches = 0;
        foreach (var alert in call.Alerts.All)
        {
            if (!alert.Counts || alert.Work == WorkState.Dismissed)
                continue;
            cause = alert;
            breaches++;
            if (alert.Category == Category.Threat && alert.Work != WorkState.Resolved)
                threat = alert;
        }

        var shown = call.Facts.Ladder.Frozen ? cause : threat ?? cause;
        var said = shown is null ? null : call.Timeline.Find(shown.UtteranceIds[^1]);
        return Banners.For(
            call.Facts, call.Policy, cause, breaches, threat, IsCompanyThreatened(now), said is null ? null : AgeOnArrival(said));
    }

    private bool IsCompanyThreatened(DateTimeOffset now) => Heard().Any(entry =>
        entry.IsFinal && now - entry.ReceivedAt < CoachingLasts && entry.Assessment.Categories.Contains(Category.Escalation));

    private TimelineEntry? Last => call.Timeline.Entries.Count == 0 ? null : call.Timeline.Entries[^1];

    /// <summary>The customer's utterances, newest first.</summary>
    private IEnumerable<TimelineEntry> Heard() =>
        call.Timeline.Entries.Reverse().Where(entry => entry.Speaker != Speaker.Agent);

    /// <summary>A score weighed by how strong the policy finds it: a sure "damn" is not as hot as a sure threat.</summary>
    private float Worst(TimelineEntry entry)
    {
        var found = Finding.Of(entry.Assessment, call.Policy);
        // Threats to the company are coached and do not heat the wall.
        if (found is { Category: not Category.Escalation } finding)
            return finding.Score * Share(finding.Severity);
        var worst = 0f;
        for (var category = (Category)0; category < Category.Escalation; category++)
            worst = Math.Max(worst, entry.Assessment.Scores[category]);
        return worst * UnderThreshold;
    }

    private static float Share(Severity severity) => (int)severity / (float)Severity.Critical;

    /// <summary>Times that were filled in from the arrival say nothing about age, and so come out as none.</summary>
    private long? AgeOnArrival(TimelineEntry entry)
    {
        var age = (long)(entry.ReceivedAt - call.Facts.StartedAt).TotalMilliseconds - entry.EndMs;
        return age > 1 ? age : null;
    }

    private static string Cut(string text)
    {
        if (text.Length <= WordsShown)
            return text;
        var end = char.IsHighSurrogate(text[WordsShown - 1]) ? WordsShown - 1 : WordsShown;
        return text[..end];
    }
}
