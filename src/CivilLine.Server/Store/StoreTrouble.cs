namespace CivilLine.Store;

internal enum StoreTroubleKind
{
    Locked,
    Full,
    ReadOnly,
    Unreachable,

    /// <summary>The disk itself fails.</summary>
    Failing,
    Damaged,

    /// <summary>Nothing can be written, and none of the others is the reason.</summary>
    Refused,
}

/// <summary>What keeps the store from being written.</summary>
/// <param name="Code">SQLite's extended result code.</param>
internal sealed record StoreTrouble(StoreTroubleKind Kind, int Code)
{
    /// <summary>Whether it is worth another try at once.</summary>
    public bool MayPassSoon => Kind is StoreTroubleKind.Locked or StoreTroubleKind.Unreachable or StoreTroubleKind.Failing;

    /// <summary>For an administrator: without a full stop, as part of a sentence.</summary>
    public string InWords => Reason + $" (SQLite's code {Code})";

    private string Reason => Kind switch
    {
        StoreTroubleKind.Locked => "the database is locked by another process",
        StoreTroubleKind.Full => "the disk is full, or the most that this server may use of it is used",
        StoreTroubleKind.ReadOnly => "the disk or the database's files are read-only",
        StoreTroubleKind.Unreachable => "the database's files cannot be opened",
        StoreTroubleKind.Failing => "the disk fails to read or to write",
        StoreTroubleKind.Damaged => "the database file is damaged: stop the server and restore a backup with 'civilline restore', which keeps the damaged file",
        _ => "the database refuses to be written",
    };
}
