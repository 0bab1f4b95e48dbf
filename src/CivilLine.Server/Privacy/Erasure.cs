namespace CivilLine.Privacy;

/// <summary>Which call is to go.</summary>
internal sealed record Erasure(long CallKey, string CallId, byte[] IdHash, ErasedWhy Why, DateTimeOffset At);

internal enum ErasureOutcome
{
    Erased,

    /// <summary>Kept by a legal hold.</summary>
    Held,

    /// <summary>Kept by retention, since somebody still has to see to it.</summary>
    OpenIncident,

    /// <summary>It goes on.</summary>
    Live,

    /// <summary>The store could not do it now.</summary>
    Busy,

    /// <summary>It was erased before.</summary>
    ErasedBefore,
    NotFound,

    /// <summary>It would be erased; only asked for.</summary>
    WouldErase,
}

/// <summary>How many rows went with a call.</summary>
[GenerateSerializer, Immutable]
internal sealed record ErasedRows(
    [property: Id(0)] int Fragments, [property: Id(1)] int Alerts, [property: Id(2)] int Incidents, [property: Id(3)] int Acts,
    [property: Id(4)] int Steps, [property: Id(5)] int Deliveries);

/// <param name="Number">Of the row that remembers it, by which the index knows how far it has come.</param>
[GenerateSerializer, Immutable]
internal sealed record ErasureResult(
    [property: Id(0)] ErasureOutcome Outcome, [property: Id(1)] ErasedRows? Rows = null, [property: Id(2)] long Number = 0);
