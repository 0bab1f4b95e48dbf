using System.ComponentModel.DataAnnotations;

namespace CivilLine.Review.WhatIf;

/// <summary>Section <c>WhatIf</c>.</summary>
internal sealed class WhatIfOptions
{
    public const string Section = "WhatIf";

    /// <summary>Most calls in one run, the newest of those asked for.</summary>
    [Range(1, 1_000_000)]
    public int Calls { get; set; } = 20_000;

    /// <summary>Most runs that wait for the one thread.</summary>
    [Range(1, 100)]
    public int Waiting { get; set; } = 8;

    [Range(1, 24 * 30)]
    public int KeepHours { get; set; } = 24;

    /// <summary>Where models to try lie, each in a folder of its own; null for those beside the active one.</summary>
    public string? Models { get; set; }
}
