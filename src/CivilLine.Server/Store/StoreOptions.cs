using System.ComponentModel.DataAnnotations;

namespace CivilLine.Store;

/// <summary>When a commit counts as made, and is acknowledged.</summary>
internal enum StoreSynchronous
{
    /// <summary>Once the disk says that it has it. Whatever happens then, it is there.</summary>
    Full,

    /// <summary>
    /// Once the system has it. The server may be killed and nothing is lost; but where the machine loses power or the system
    /// crashes, **what was acknowledged since the log was last synced is lost**, which may be minutes, and no source sends it
    /// again. The database stays whole. For machines whose power cannot fail, or calls that may be lost.
    /// </summary>
    Normal,
}

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>What an acknowledgement is worth: read what <see cref="StoreSynchronous.Normal"/> risks before it is set.</summary>
    [EnumDataType(typeof(StoreSynchronous))]
    public StoreSynchronous Synchronous { get; set; } = StoreSynchronous.Full;

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

    /// <summary>The disk is told to be slow once each of the last five commits took so long.</summary>
    [Range(1, 60_000)]
    public int SlowCommitMs { get; set; } = 250;

    /// <summary>How often a store that cannot be written, or is slow, is tried while nobody has anything to write.</summary>
    [Range(10, 60_000)]
    public int ProbeMs { get; set; } = 1000;
}
