namespace CivilLine.Privacy;

internal enum ErasedWhy
{
    /// <summary>Its time was over.</summary>
    Retention,

    /// <summary>Somebody asked for it.</summary>
    Request,
}

/// <summary>A call that was erased, so that words of it which a source sends again do not raise it. Nothing else is known of it.</summary>
internal sealed class ErasedCallRow
{
    public long Id { get; set; }

    /// <summary>The call's id under the key by which texts are known: it cannot be read back.</summary>
    public required byte[] IdHash { get; set; }

    /// <summary>What it was kept under; never given again.</summary>
    public long CallKey { get; set; }
    public DateTimeOffset At { get; set; }
    public ErasedWhy Why { get; set; }
}

/// <summary>The highest numbers ever given, where their rows are gone: cursors must not go back. One row.</summary>
internal sealed class MarksRow
{
    public int Id { get; set; }
    public long Version { get; set; }
    public long CallKey { get; set; }
    public long Fragment { get; set; }
}

/// <summary>A call that nothing may erase until the hold is lifted.</summary>
internal sealed class LegalHoldRow
{
    public long CallKey { get; set; }
    public required string CallId { get; set; }
    public required string Reason { get; set; }
    public required string By { get; set; }
    public required string ById { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>One run of the retention job.</summary>
internal sealed class RetentionRunRow
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public long TookMs { get; set; }
    public int Erased { get; set; }

    /// <summary>Calls whose time is over and that are kept: under a legal hold, with an open incident, or because they could not be erased now.</summary>
    public int Held { get; set; }
    public int Open { get; set; }
    public int Failed { get; set; }
}
