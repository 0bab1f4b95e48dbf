using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Google Agent Assist's <c>ConversationEvent</c>s by Pub/Sub push. <c>NEW_MESSAGE</c> is final; a
/// <c>NEW_RECOGNITION_RESULT</c> is the interim of the message that Pub/Sub's attribute <c>message_id</c> names, said by
/// <c>participant_role</c>. Times count from the first that is known of the conversation.
/// <see href="https://cloud.google.com/agent-assist/docs/pub-sub"/>
/// <see href="https://cloud.google.com/agent-assist/docs/pubsub-intermediate-transcription"/>
/// </summary>
internal sealed class AgentAssist(SourceSettings settings) : EnvelopedFormat
{
    private const int Calls = 2048;
    private const int Utterances = 4096;

    private readonly CallOpenings _openings = new(settings);
    private readonly Recent<string, DateTimeOffset> _starts = new(Calls);
    private readonly Recent<(string Call, string Message), long> _firstHeard = new(Utterances);

    protected override void Read(JsonElement one, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        if (LastOf(one.Text("conversation")) is not { Length: > 0 } call)
        {
            events.Refuse("conversation", "conversation is missing: projects/…/conversations/<id>, which is the call.");
            return;
        }
        switch (one.Text("type"))
        {
            case "CONVERSATION_STARTED":
                Start(call, message.ReceivedAt, message.Said, events);
                break;
            case "CONVERSATION_FINISHED":
                events.Ended(call);
                _openings.Forget(call);
                _starts.Forget(call);
                break;
            case "NEW_MESSAGE":
                Message(one, call, message.Said, events);
                break;
            case "NEW_RECOGNITION_RESULT":
                Recognition(one, attributes, call, message.Said, events);
                break;
            case null:
                events.Refuse("type", "type is missing: CONVERSATION_STARTED, NEW_MESSAGE and the like.");
                break;
        }
    }

    private void Start(string call, DateTimeOffset at, SourceAddress said, EventLines events)
    {
        if (!_starts.TryGet(call, out var known))
            _starts.Set(call, known = at);
        events.Started(_openings.Of(call, said) with { StartedAt = known });
    }

    private void Message(JsonElement one, string call, SourceAddress said, EventLines events)
    {
        if (!one.Has("newMessagePayload", out var payload))
            events.Refuse("newMessagePayload", "newMessagePayload is missing.");
        else if (LastOf(payload.Text("name")) is not { Length: > 0 } id)
            events.Refuse("newMessagePayload.name", "name is missing: projects/…/messages/<id>, by which the message is known.");
        else if (payload.Text("content") is not { } text)
            events.Refuse("newMessagePayload.content", "content is missing.");
        else
        {
            // For what is spoken sendTime is when it began, and createTime when it was put down.
            var (start, end) = (TimeOf(payload, "sendTime"), TimeOf(payload, "createTime"));
            if ((start ?? end) is { } at)
                Start(call, at, said, events);
            else
                _openings.Note(call, said, events, again: true);
            events.Heard(new SourceSpeech
            {
                CallId = call,
                UtteranceId = id,
                Text = text,
                IsFinal = true,
                Revision = Revisions.Final,
                Speaker = SpeakerOf(payload.Text("participantRole")),
                StartMs = OffsetOf(call, start ?? end),
                EndMs = OffsetOf(call, end ?? start),
                Language = payload.Text("languageCode") ?? settings.Language,
                Source = settings.Name,
            });
            _firstHeard.Forget((call, id));
        }
    }

    private void Recognition(JsonElement one, JsonElement attributes, string call, SourceAddress said, EventLines events)
    {
        if (!one.Has("newRecognitionResultPayload", out var payload))
            events.Refuse("newRecognitionResultPayload", "newRecognitionResultPayload is missing.");
        else if (payload.Text("messageType") is { } type && type != "TRANSCRIPT")
            return;
        else if (LastOf(attributes.Text("message_id")) is not { Length: > 0 } id)
            events.Refuse("attributes.message_id", "message_id is missing from Pub/Sub's attributes: the message that this becomes.");
        else if (payload.Text("transcript") is not { } text)
            events.Refuse("newRecognitionResultPayload.transcript", "transcript is missing.");
        else
        {
            _openings.Note(call, said, events);
            events.Heard(new SourceSpeech
            {
                CallId = call,
                UtteranceId = id,
                Text = text,
                // Final words come as NEW_MESSAGE too, with their times.
                IsFinal = false,
                Revision = RevisionOf(payload, call, id, text),
                Speaker = SpeakerOf(attributes.Text("participant_role")),
                Confidence = payload.Number("confidence") is > 0 and var confidence ? confidence : null,
                Language = payload.Text("languageCode") ?? settings.Language,
                Source = settings.Name,
            });
        }
    }

    /// <summary>From how far the recogniser has heard since the message was first told of; from the words where it does not say.</summary>
    private int RevisionOf(JsonElement payload, string call, string id, string text)
    {
        if (MillisecondsOf(payload.Text("speechEndOffset")) is not { } heard)
            return Math.Min(text.Length, Revisions.Final - 2);
        if (!_firstHeard.TryGet((call, id), out var first))
            _firstHeard.Set((call, id), first = heard);
        // What is older than the first that came keeps room below it.
        const int OfFirstMs = 5000;
        var isLast = payload.Flag("isFinal") == true ? 1 : 0;
        return Math.Min(Revisions.OfHeard(OfFirstMs + heard - first) + isLast, Revisions.Final - 1);
    }

    private long? OffsetOf(string call, DateTimeOffset? at) =>
        at is { } time && _starts.TryGet(call, out var start) ? Math.Max(0, (long)(time - start).TotalMilliseconds) : null;

    private Speaker SpeakerOf(string? role) => settings.SpeakerOf(role, role switch
    {
        "END_USER" => Speaker.Customer,
        "HUMAN_AGENT" or "AUTOMATED_AGENT" => Speaker.Agent,
        _ => Speaker.Unknown,
    });

    private static string? LastOf(string? resource) => resource?[(resource.LastIndexOf('/') + 1)..];

    private static DateTimeOffset? TimeOf(JsonElement payload, string name) =>
        DateTimeOffset.TryParse(
            payload.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 2000 and < 2200 ? time : null;

    private static long? MillisecondsOf(string? duration) =>
        duration is [.., 's'] && double.TryParse(duration[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 1e7 ? (long)(seconds * 1000) : null;
}
