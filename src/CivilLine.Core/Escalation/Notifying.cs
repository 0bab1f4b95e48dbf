using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>When pages keep still. An alert itself is never held back.</summary>
public static class Notifying
{
    /// <summary>What is <c>critical</c>, a threat or a caller in danger is told whatever the hour and however many came before.</summary>
    public static bool IsNeverMuted(Severity severity, Category category) =>
        severity == Severity.Critical || category is Category.Threat or Category.Safeguarding;

    /// <summary>Whether a notification is left out where the same person had <paramref name="recent"/> of them within the hour.</summary>
    public static bool Mutes(this WorkRules rules, Severity severity, Category category, DateTimeOffset now, int recent) =>
        !IsNeverMuted(severity, category)
        && (recent >= rules.NotificationsPerHour || rules.AreQuietAt(now));
}
