using System.ComponentModel.DataAnnotations;

namespace CivilLine.Perspective;

/// <summary>Section <c>Perspective</c>.</summary>
internal sealed class PerspectiveOptions
{
    public const string Section = "Perspective";

    /// <summary>Requests a second for each key, and at once; live calls need the same processors.</summary>
    [Range(1, 10_000)]
    public int PerSecond { get; set; } = 20;

    /// <summary>Suggestions a minute for each key, and at once: each costs a reviewer's time.</summary>
    [Range(1, 100_000)]
    public int SuggestionsPerMinute { get; set; } = 60;

    /// <summary>Most suggestions of one key that wait for a reviewer; 0 takes none.</summary>
    [Range(0, 100_000)]
    public int SuggestionsWaiting { get; set; } = 500;
}
