using System.ComponentModel.DataAnnotations;

namespace CivilLine.Calls;

/// <summary>Section <c>Calls</c>.</summary>
internal sealed class CallOptions
{
    public const string Section = "Calls";

    /// <summary>A call silent for so long is closed as ended by nobody known.</summary>
    [Range(1, 24 * 60)]
    public double SilentMinutes { get; set; } = 15;

    /// <summary>A live call not heard for so long is shown as not heard, where its source has no rhythm of its own.</summary>
    [Range(1, 3600)]
    public double QuietSeconds { get; set; } = 20;

    /// <summary>How often the store is asked for incidents that are due to escalate or to wake.</summary>
    [Range(0.05, 600)]
    public double DueSeconds { get; set; } = 1;

    [Range(0.05, 600)]
    public double SweepSeconds { get; set; } = 20;

    /// <summary>How often a call that waits for time to pass is looked at: alerts to confirm, a ladder to come down.</summary>
    [Range(50, 60_000)]
    public int TickMs { get; set; } = 500;

    /// <summary>The same while a threat is being said that counts within tenths of a second.</summary>
    [Range(20, 60_000)]
    public int UrgentTickMs { get; set; } = 100;

    /// <summary>Threads that score where the model has a second stage; as many as there are processors where it is left out.</summary>
    [Range(1, 1024)]
    public int? ScoringThreads { get; set; }

    /// <summary>After so long without an event a call leaves memory; the store has all of it.</summary>
    [Range(2, 24 * 60)]
    public int IdleMinutes { get; set; } = 5;

    /// <summary>After so long a call that has ended does: most calls of a busy house have, and its last words come within seconds.</summary>
    [Range(1, 24 * 60 * 60)]
    public int EndedSeconds { get; set; } = 20;

    /// <summary>Most calls of one key that are live at once: more than two processors can hear, and each page is sent all of them.</summary>
    [Range(1, 10_000_000)]
    public int LivePerKey { get; set; } = 5_000;

    /// <summary>Calls that one key may open a second, on average.</summary>
    [Range(1, 1_000_000)]
    public int OpenedPerSecond { get; set; } = 200;

    /// <summary>Calls that one key may open at once, when a centre's whole floor connects.</summary>
    [Range(1, 10_000_000)]
    public int OpenedAtOnce { get; set; } = 5_000;
}
