using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>How a policy wants alerts to be worked on: how long one may wait unseen, how long a snooze lasts, when pages keep still.</summary>
public sealed record WorkRules
{
    /// <summary>How long an incident with such an alert waits for somebody to look before it escalates; null for ever.</summary>
    public TimeSpan? UnseenCritical { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan? UnseenSerious { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan? UnseenCaution { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan? UnseenInfo { get; init; }

    /// <summary>How long an agent's call for help waits for an answer before it escalates.</summary>
    public TimeSpan UnansweredHelp { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one escalates, each time after waiting as long again.</summary>
    public int MostEscalations { get; init; } = 3;

    /// <summary>An acknowledged incident that grows later than this needs eyes again. A worse alert always does.</summary>
    public TimeSpan SeenLasts { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a snooze lasts where no end is given.</summary>
    public TimeSpan Snooze { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan LongestSnooze { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What a resolved incident may name as what the company did wrong.</summary>
    public IReadOnlyList<string> RootCauses { get; init; } =
    [
        "wait", "wrong-information", "broken-promise", "billing-error", "fault-not-fixed", "passed-around", "unclear-rule",
        "none", "other",
    ];

    /// <summary>Desktop notifications a supervisor gets in an hour; what <see cref="Notifying.IsNeverMuted"/> comes on top.</summary>
    public int NotificationsPerHour { get; init; } = 30;

    /// <summary>When pages notify only of what <see cref="Notifying.IsNeverMuted"/>; empty for never. No alert is muted by it.</summary>
    public IReadOnlyList<QuietHours> Quiet { get; init; } = [];

    /// <summary>The first of <see cref="Quiet"/>, for clients that know of one; null where there is none.</summary>
    public QuietHours? QuietHours => Quiet.Count > 0 ? Quiet[0] : null;

    public bool AreQuietAt(DateTimeOffset now) => Quiet.Any(hours => hours.Contain(now));

    internal TimeSpan? UnseenFor(Severity severity) => severity switch
    {
        Severity.Critical => UnseenCritical,
        Severity.Serious => UnseenSerious,
        Severity.Caution => UnseenCaution,
        _ => UnseenInfo,
    };
}
