using System.ComponentModel.DataAnnotations;

namespace CivilLine.Policies;

/// <summary>Section <c>Policies</c>. Which file it is says <c>--policy</c> or <c>CIVILLINE_POLICY</c>; see <see cref="PolicyFile"/>.</summary>
internal sealed class PolicyOptions
{
    public const string Section = "Policies";

    /// <summary>How often the file is read again where the file system tells nobody of a change, as on some mounts.</summary>
    [Range(0.05, 3600)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>How long a change is given to come to an end: editors write in pieces.</summary>
    [Range(0, 60_000)]
    public int SettleMs { get; set; } = 300;
}
