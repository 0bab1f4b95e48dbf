namespace CivilLine.Sources.Mapping;

/// <summary>What messages leave out and earlier ones said: when a call began, what of an utterance was heard. Bounded, whatever comes.</summary>
internal sealed class CallMemory
{
    private const int MostCalls = 5_000;
    private const int MostUtterances = 32;

    private readonly Recent<string, Call> _calls = new(MostCalls);

    /// <param name="Said">A hash of the words.</param>
    private readonly record struct Named(string UtteranceId, int Revision, int Said);

    private sealed class Track
    {
        /// <summary>Null between a final and the next words.</summary>
        public string? Open { get; set; }
        public long LastMs { get; set; }
        public Recent<string, Named> Deliveries { get; } = new(MostUtterances);
    }

    private sealed class Call
    {
        public DateTimeOffset? Start { get; set; }
        public InterimRevisions Utterances { get; } = new();
        public Recent<string, Track> Tracks { get; } = new(8);
    }

    public void Began(string callId, DateTimeOffset at) => Of(callId).Start = at;

    public void Forget(string callId) => _calls.Forget(callId);

    /// <summary>Since the call's start; where nobody said when that was, since the first time that was told of it.</summary>
    public long OffsetMs(string callId, DateTimeOffset at)
    {
        var call = Of(callId);
        call.Start ??= at;
        return (long)(at - call.Start.Value).TotalMilliseconds;
    }

    /// <param name="heardMs">How much of the utterance it holds, where the message says so; else texts are counted.</param>
    public int RevisionOf(string callId, string utteranceId, string text, bool isFinal, long? heardMs)
    {
        if (!isFinal)
            return Of(callId).Utterances.Of(utteranceId, text, Revisions.OfHeard(heardMs ?? 0));
        if (_calls.TryGet(callId, out var call))
            call.Utterances.Forget(utteranceId);
        return Revisions.Final;
    }

    /// <summary>For sources that name no utterance: one lasts, on its track, from its first words to its final.</summary>
    /// <param name="deliveryId">The message's own id; null where it has none.</param>
    public (string UtteranceId, int Revision) Name(
        string callId, string track, string? deliveryId, string text, bool isFinal, DateTimeOffset receivedAt)
    {
        var call = Of(callId);
        if (!call.Tracks.TryGet(track, out var on))
            call.Tracks.Set(track, on = new Track());
        var said = text.GetHashCode(StringComparison.Ordinal);
        if (deliveryId is not null && on.Deliveries.TryGet(deliveryId, out var before) && before.Said == said)
            return (before.UtteranceId, before.Revision);
        if (on.Open is null)
        {
            // By the clock and not by counting, so that names go on after a restart and do not begin again.
            on.LastMs = Math.Max(on.LastMs + 1, receivedAt.ToUnixTimeMilliseconds());
            on.Open = deliveryId ?? FormattableString.Invariant($"{track}-{on.LastMs}");
        }
        var named = new Named(on.Open, RevisionOf(callId, on.Open, text, isFinal, null), said);
        if (deliveryId is not null)
            on.Deliveries.Set(deliveryId, named);
        if (isFinal)
            on.Open = null;
        return (named.UtteranceId, named.Revision);
    }

    private Call Of(string callId)
    {
        if (!_calls.TryGet(callId, out var call))
            _calls.Set(callId, call = new Call());
        return call;
    }
}
