using System.ComponentModel.DataAnnotations;

namespace CivilLine.Review.Shadow;

/// <summary>Section <c>Scoring:Shadow</c>: a second model that runs along, silently.</summary>
internal sealed class ShadowOptions
{
    public const string Section = "Scoring:Shadow";

    /// <summary>The folder of the second model's bundle; null for none.</summary>
    public string? Model { get; set; }

    /// <summary>Most commits of calls that wait for the second model; what comes beyond is left out, and counted.</summary>
    [Range(1, 1_000_000)]
    public int Queue { get; set; } = 2_000;

    /// <summary>Most calls followed at once; beyond, the one that was silent longest is settled as it stands.</summary>
    [Range(1, 1_000_000)]
    public int Calls { get; set; } = 5_000;

    /// <summary>How many of the newest differences are kept.</summary>
    [Range(0, 10_000)]
    public int Examples { get; set; } = 200;
}
