using System.ComponentModel.DataAnnotations;

namespace CivilLine.Store;

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Most units in one commit.</summary>
    [Range(1, 10_000)]
    public int BatchUnits { get; set; } = 512;

    /// <summary>Most units that wait; a unit beyond is answered busy.</summary>
    [Range(16, 1_000_000)]
    public int QueueUnits { get; set; } = 8192;

    /// <summary>How often a commit is tried again after a fault that may pass, before its units are answered busy.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 4;

    [Range(1, 10_000)]
    public int RetryDelayMs { get; set; } = 50;

    /// <summary>How long one try waits for another process's lock.</summary>
    [Range(0, 60_000)]
    public int LockWaitMs { get; set; } = 2000;

    /// <summary>How many of the backups that are made before a store is brought up to a newer version are kept.</summary>
    [Range(1, 100)]
    public int UpgradeBackups { get; set; } = 3;
}
