using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Amazon Transcribe Call Analytics, streaming: <c>UtteranceEvent</c>s as a bridge hands them on, bare or under their name.
/// They name no call: the address does.
/// <see href="https://docs.aws.amazon.com/transcribe/latest/APIReference/API_streaming_UtteranceEvent.html"/>
/// </summary>
internal sealed class CallAnalytics(SourceSettings settings) : ISourceFormat
{
    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        if (root.Has("CategoryEvent", out _) || root.Has("MatchedCategories", out _))
            return;
        var said = root.Has("UtteranceEvent", out var inner) ? inner : root;
        if (message.Said.CallId is not { } call)
            events.Refuse("callId", "These messages name no call: add ?callId=… to the address.");
        else if (said.Text("UtteranceId") is not { } id)
            events.Refuse("UtteranceEvent.UtteranceId", "UtteranceId is missing.");
        else if (said.Text("Transcript") is not { } text)
            events.Refuse("UtteranceEvent.Transcript", "Transcript is missing.");
        else
            Say(said, call, id, text, events);
    }

    private void Say(JsonElement said, string call, string id, string text, EventLines events)
    {
        var isFinal = said.Flag("IsPartial") != true;
        var (start, end) = (said.Whole("BeginOffsetMillis"), said.Whole("EndOffsetMillis"));
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
                _ => Speaker.Unknown,
            }),
            StartMs = start,
            EndMs = end,
            Language = said.Text("LanguageCode") ?? settings.Language,
            Source = settings.Name,
        });
    }
}
