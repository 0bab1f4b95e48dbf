using System.ComponentModel.DataAnnotations;

namespace CivilLine.Perspective;

/// <summary>Section <c>Perspective</c>.</summary>
internal sealed class PerspectiveOptions
{
    public const string Section = "Perspective";

    /// <summary>Requests a second for each key, and at once; live calls need the same processors.</summary>
    [Range(1, 10_000)]
    public int PerSecond { get; set; } = 20;
}
