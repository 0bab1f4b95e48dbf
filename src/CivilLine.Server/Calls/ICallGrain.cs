using CivilLine.Escalation;
using CivilLine.Privacy;
using CivilLine.Transcripts;

namespace CivilLine.Calls;

/// <summary>One call: a cache with a lock over what the store has. One request at a time.</summary>
internal interface ICallGrain : IGrainWithStringKey
{
    /// <summary>Answers once what was accepted is durable.</summary>
    Task<BatchReply> Ingest(EventBatch batch);

    /// <summary>Answers once the act is durable; a call that does not exist is rejected as <c>not-found</c>.</summary>
    Task<ActReply> Act(ActRequest request);

    /// <summary>Catches up with the clock: confirms what waited, closes the call if it has long been silent.</summary>
    Task Wake();

    /// <summary>Takes the call out of the store and of memory, where it is over and nothing keeps it.</summary>
    Task<ErasureResult> Erase(EraseRequest request);

    /// <summary>Forgets what is in memory: the store has it otherwise now.</summary>
    Task Reread();
}

/// <param name="KeyId">Whose events these are: a call belongs to the key that opened it.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider.GetTimestamp"/> of when the first of them came in.</param>
/// <param name="Trace">The span that brought them, as a W3C <c>traceparent</c>: grains start from no context of their own.</param>
[GenerateSerializer, Immutable]
internal sealed record EventBatch(
    [property: Id(0)] string KeyId,
    [property: Id(1)] IReadOnlyList<TranscriptEvent> Events,
    [property: Id(2)] long ReceivedAt,
    [property: Id(3)] string? Trace = null);

/// <param name="Outcomes">One an event, in order.</param>
[GenerateSerializer, Immutable]
internal sealed record BatchReply([property: Id(0)] IReadOnlyList<Outcome> Outcomes);

[GenerateSerializer, Immutable]
internal sealed record ActRequest([property: Id(0)] CallAct Act);

[GenerateSerializer, Immutable]
internal sealed record ActReply([property: Id(0)] Outcome Outcome, [property: Id(1)] CallView? View);

/// <param name="IdHash">By which words of it that come again are known.</param>
[GenerateSerializer, Immutable]
internal sealed record EraseRequest([property: Id(0)] byte[] IdHash, [property: Id(1)] ErasedWhy Why);
