using System.ComponentModel.DataAnnotations;

namespace CivilLine.Privacy;

/// <summary>Section <c>Retention</c>: how long calls are kept after their end. A call is kept for ever where nothing is said of it.</summary>
internal sealed class RetentionOptions : RetentionTimes
{
    public const string Section = "Retention";

    /// <summary>By a team's id: what its calls have in place of the times above.</summary>
    public Dictionary<string, RetentionTimes> Teams { get; set; } = [];

    /// <summary>How often it is looked for calls whose time is over.</summary>
    [Range(0.001, 24 * 60)]
    public double EveryMinutes { get; set; } = 60;

    /// <summary>How long to breathe after each call that goes, so that a long run does not stand in the way of those that come.</summary>
    [Range(0, 10_000)]
    public int PauseMs { get; set; } = 5;
}

internal class RetentionTimes
{
    /// <summary>Of a call without an alert of <see cref="Categories"/>; of a team, the general one where it is left out.</summary>
    [Range(1, 36_500)]
    public int? Days { get; set; }

    /// <summary>
    /// By category's name, in place of <see cref="Days"/> for a call with an alert of it that stands; the longest where there
    /// are several.
    /// </summary>
    public Dictionary<string, int> Categories { get; set; } = [];
}
