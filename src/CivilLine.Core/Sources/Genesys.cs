using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Genesys Cloud's <c>v2.conversations.{id}.transcription</c>: as EventBridge hands it on, as a notification, or the body
/// alone. A conversation can have several sessions, one for each communication; times count from the first one's start.
/// <see href="https://developer.genesys.cloud/notificationsalerts/notifications/available-topics"/>
/// </summary>
internal sealed class Genesys(SourceSettings settings) : EnvelopedFormat
{
    private const int Calls = 2048;
    private const int SessionsPerCall = 16;

    private readonly CallOpenings _openings = new(settings);
    private readonly Recent<string, Sessions> _calls = new(Calls);

    protected override void Read(JsonElement one, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        if (one.Text("topicName") == "channel.metadata")
            return;
        var body = one.Has("eventBody", out var inner) ? inner : one;
        var within = inner.ValueKind == JsonValueKind.Object ? "eventBody." : "";
        if (body.Text("conversationId") is not { Length: > 0 } call)
        {
            events.Refuse(within + "conversationId", "conversationId is missing: the conversation is the call.");
            return;
        }
        if (!_calls.TryGet(call, out var sessions))
            _calls.Set(call, sessions = new Sessions());
        var session = body.Text("communicationId") ?? "";
        var sessionStart = body.Whole("sessionStartTimeMs");
        var isNew = sessions.Open(session, sessionStart);
        var spoken = new Spoken(call, sessionStart - sessions.FirstMs ?? 0, message.Said);
        var i = 0;
        var anyFinal = false;
        if (body.Has("transcripts", out var transcripts) && transcripts.ValueKind == JsonValueKind.Array)
        {
            foreach (var transcript in transcripts.EnumerateArray())
                anyFinal |= transcript.Flag("isFinal") != false;
            Start(sessions, spoken, isNew || anyFinal, events);
            foreach (var transcript in transcripts.EnumerateArray())
                Transcript(transcript, $"{within}transcripts[{i++}].", spoken, events);
        }
        else
        {
            // One object instead of the array (bk), under either name.
            var isOne = body.Has("transcripts", out var single) || body.Has("transcript", out single);
            Start(sessions, spoken, isNew || (isOne && single.Flag("isFinal") != false), events);
            if (isOne)
                Transcript(single, within + "transcript.", spoken, events);
        }
        if (body.Has("status", out var status) && status.Text("status") == "SESSION_ENDED" && sessions.Close(session))
        {
            events.Ended(call, sessionStart is { } begin && status.Whole("offsetMs") is { } offset ? TimeOf(begin + offset) : null);
            _openings.Forget(call);
        }
    }

    private void Start(Sessions sessions, in Spoken spoken, bool tell, EventLines events)
    {
        if (tell && sessions.FirstMs is { } first)
            events.Started(_openings.Of(spoken.Call, spoken.Said) with { StartedAt = TimeOf(first) });
        else
            _openings.Note(spoken.Call, spoken.Said, events, again: tell);
    }

    private void Transcript(JsonElement transcript, string place, in Spoken spoken, EventLines events)
    {
        var best = transcript.Each("alternatives").FirstOrDefault();
        // As it was recognised, and not as it was made to be read, which may hide what was said.
        var text = best.Text("transcript") ?? best.Text("decoratedTranscript");
        if (transcript.Text("utteranceId") is not { } id)
            events.Refuse(place + "utteranceId", "utteranceId is missing.");
        else if (text is null)
            events.Refuse(place + "alternatives[0].transcript", "transcript is missing or no text.");
        else
        {
            var isFinal = transcript.Flag("isFinal") != false;
            var (offset, duration) = (best.Whole("offsetMs"), best.Whole("durationMs"));
            events.Heard(new SourceSpeech
            {
                CallId = spoken.Call,
                UtteranceId = id,
                Text = text,
                IsFinal = isFinal,
                Revision = isFinal ? Revisions.Final : Revisions.OfHeard(duration ?? 0),
                Speaker = SpeakerOf(transcript.Text("channel")),
                StartMs = offset + spoken.AfterMs,
                EndMs = offset + spoken.AfterMs + (duration ?? 0),
                Confidence = best.Number("confidence"),
                Language = transcript.Text("dialect") ?? settings.Language,
                Source = settings.Name,
            });
        }
    }

    private Speaker SpeakerOf(string? channel) => settings.SpeakerOf(channel, channel?.ToUpperInvariant() switch
    {
        "EXTERNAL" => Speaker.Customer,
        "INTERNAL" => Speaker.Agent,
        _ => Speaker.Unknown,
    });

    /// <returns>Null outside of the years that the contract takes.</returns>
    private static DateTimeOffset? TimeOf(long epochMs) =>
        epochMs is > 946_684_800_000 and < 7_258_118_400_000 ? DateTimeOffset.FromUnixTimeMilliseconds(epochMs) : null;

    /// <param name="AfterMs">How much later than the call's first session this one began.</param>
    private readonly record struct Spoken(string Call, long AfterMs, SourceAddress Said);

    private sealed class Sessions
    {
        private readonly HashSet<string> _open = new(StringComparer.Ordinal);

        public long? FirstMs { get; private set; }

        /// <returns>Whether it is new.</returns>
        public bool Open(string session, long? startMs)
        {
            FirstMs ??= startMs;
            return _open.Count < SessionsPerCall && _open.Add(session);
        }

        /// <returns>Whether it was the last.</returns>
        public bool Close(string session)
        {
            _open.Remove(session);
            return _open.Count == 0;
        }
    }
}
