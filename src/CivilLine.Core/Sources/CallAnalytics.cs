using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Amazon Transcribe Call Analytics, streaming: <c>UtteranceEvent</c>s as a bridge hands them on, bare or under their name,
/// one by one or in batches. They name no call: the address does, or a <c>CallId</c> that the bridge adds. A
/// <c>CategoryEvent</c> holds no words.
/// <see href="https://docs.aws.amazon.com/transcribe/latest/APIReference/API_streaming_UtteranceEvent.html"/>
/// </summary>
internal sealed class CallAnalytics(SourceSettings settings) : EnvelopedFormat
{
    private readonly CallOpenings _openings = new(settings);

    protected override void Read(JsonElement one, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        var isNamed = one.Has("UtteranceEvent", out var inner);
        if (!isNamed && (one.Has("CategoryEvent", out _) || one.Has("MatchedCategories", out _)))
            return;
        var said = isNamed ? inner : one;
        var call = one.Text("CallId") ?? one.Text("callId") ?? message.Said.CallId;
        if (string.IsNullOrEmpty(call))
            events.Refuse("callId", "These messages name no call: add ?callId=… to the address.");
        else if (said.Text("UtteranceId") is not { } id)
            events.Refuse("UtteranceEvent.UtteranceId", "UtteranceId is missing.");
        else if (said.Text("Transcript") is not { } text)
            events.Refuse("UtteranceEvent.Transcript", "Transcript is missing.");
        else
            Say(said, call, id, text, message.Said, events);
    }

    private void Say(JsonElement said, string call, string id, string text, SourceAddress address, EventLines events)
    {
        var isFinal = said.Flag("IsPartial") != true;
        var (start, end) = (said.Whole("BeginOffsetMillis"), said.Whole("EndOffsetMillis"));
        _openings.Note(call, address, events, again: isFinal);
        events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = id,
            Text = text,
            IsFinal = isFinal,
            Revision = isFinal ? Revisions.Final : Revisions.OfHeard(end - start ?? 0),
            Speaker = settings.SpeakerOf(said.Text("ParticipantRole"), said.Text("ParticipantRole") switch
            {
                "CUSTOMER" => Speaker.Customer,
                "AGENT" => Speaker.Agent,
                _ => address.Speaker ?? Speaker.Unknown,
            }),
            StartMs = start,
            EndMs = end,
            Language = said.Text("LanguageCode") ?? settings.Language,
            Source = settings.Name,
        });
    }
}
