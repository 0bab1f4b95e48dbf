using System.ComponentModel.DataAnnotations;

namespace CivilLine.Notify;

/// <summary>Section <c>Notify</c>: how webhooks are sent, and those that the configuration names.</summary>
internal sealed class NotifyOptions
{
    public const string Section = "Notify";

    /// <summary>What events name as their source; give each installation its own where one receiver has several.</summary>
    [Required, RegularExpression(@"\S{1,200}")]
    public string Source { get; set; } = "urn:civilline";

    /// <summary>
    /// Networks in CIDR form that may be sent to although they are private, and without TLS. Everything else that is
    /// not public is refused: what an administrator types must not reach the machines beside this one.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Webhooks that stand in the configuration rather than on the Admin page.</summary>
    public IList<ConfiguredWebhook> Webhooks { get; } = [];

    /// <summary>How often the store is asked for what is to be sent.</summary>
    [Range(20, 60_000)]
    public int PollMs { get; set; } = 500;

    /// <summary>How long one attempt may take, connecting included.</summary>
    [Range(0.1, 300)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>Attempts after the first before an event is put aside for later.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    [Range(0.01, 60)]
    public double RetryDelaySeconds { get; set; } = 1;

    /// <summary>So many attempts, half of them failed within half a minute, and the webhook is left alone for a while.</summary>
    [Range(2, 1000)]
    public int BreakAfter { get; set; } = 6;

    [Range(0.5, 3600)]
    public double BreakSeconds { get; set; } = 30;

    /// <summary>Until when an event is tried again, ever more seldom; then it is a dead letter.</summary>
    [Range(0, 24 * 14)]
    public double GiveUpHours { get; set; } = 24;

    /// <summary>Events of one webhook under way at once.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 4;

    /// <summary>Most events put aside for one webhook; what comes after waits in the store, where it costs nothing.</summary>
    [Range(10, 100_000)]
    public int MostPending { get; set; } = 1000;

    [Range(1, 3650)]
    public int KeepDeliveredDays { get; set; } = 14;

    [Range(1, 3650)]
    public int KeepDeadDays { get; set; } = 30;
}

/// <summary>One webhook of the configuration; its members are those of <c>POST /api/v1/admin/webhooks</c>.</summary>
internal sealed class ConfiguredWebhook
{
    [Required]
    public string Name { get; set; } = "";

    [Required]
    public string Url { get; set; } = "";

    /// <summary><c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    [Required]
    public string Secret { get; set; } = "";

    public IList<string> Events { get; } = [];
    public IList<string> Teams { get; } = [];
    public string? MinSeverity { get; set; }
    public bool WithText { get; set; } = true;
}
