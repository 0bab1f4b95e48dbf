using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Amazon Connect Contact Lens, real-time segments, bare or as Firehose, Lambda or a pipe hands them on. An
/// <c>Utterance</c> is a part of the <c>Transcript</c> whose id it names: one utterance that grows until the transcript is final.
/// <see href="https://docs.aws.amazon.com/connect/latest/adminguide/real-time-contact-analysis-segments-data-model.html"/>
/// </summary>
internal sealed class ContactLens(SourceSettings settings) : EnvelopedFormat
{
    private readonly CallOpenings _openings = new(settings);
    private readonly GrowingTexts _growing = new();

    protected override void Read(JsonElement one, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        // What Connect's rules matched comes the same way and holds no words.
        if (one.Has("ruleName", out _))
            return;
        if (one.Text("ContactId") is not { Length: > 0 } call)
        {
            events.Refuse("ContactId", "ContactId is missing: the contact is the call.");
            return;
        }
        var language = one.Text("LanguageCode") ?? settings.Language;
        switch (one.Text("EventType"))
        {
            case "STARTED":
                events.Started(_openings.Of(call, message.Said) with { Language = language });
                break;
            case "COMPLETED":
                events.Ended(call);
                _openings.Forget(call);
                _growing.Forget(call);
                break;
            case "FAILED":
                // The analysis failed and the call goes on: that nothing is heard of it any more is shown where all silence is.
                break;
            case "SEGMENTS" or null when one.Has("Segments", out var segments) && segments.ValueKind == JsonValueKind.Array:
                var i = 0;
                foreach (var segment in segments.EnumerateArray())
                    Segment(segment, i++, new Contact(call, language, message.Said), events);
                break;
            case "SEGMENTS" or null:
                events.Refuse("Segments", "Segments is missing or no array.");
                break;
        }
    }

    private void Segment(JsonElement segment, int place, in Contact contact, EventLines events)
    {
        if (segment.Has("Transcript", out var transcript))
        {
            if (transcript.Text("Id") is not { } id)
                events.Refuse($"Segments[{place}].Transcript.Id", "Id is missing.");
            else if (transcript.Text("Content") is not { } text)
                events.Refuse($"Segments[{place}].Transcript.Content", "Content is missing.");
            else
                Final(transcript, id, text, contact, events);
        }
        else if (segment.Has("Utterance", out var utterance))
        {
            if (utterance.Text("TranscriptId") is not { } id)
                events.Refuse($"Segments[{place}].Utterance.TranscriptId", "TranscriptId is missing: the transcript that this is a part of.");
            else if (utterance.Text("Id") is not { } part)
                events.Refuse($"Segments[{place}].Utterance.Id", "Id is missing.");
            else if (utterance.Text("PartialContent") is not { } text)
                events.Refuse($"Segments[{place}].Utterance.PartialContent", "PartialContent is missing.");
            else if (text.Length > 0)
                Interim(utterance, id, part, text, contact, events);
        }
    }

    private void Final(JsonElement transcript, string id, string text, in Contact contact, EventLines events)
    {
        _growing.Close(contact.Call, id);
        _openings.Note(contact.Call, contact.Said, events, again: true);
        events.Heard(Speech(transcript, id, text, contact) with { IsFinal = true, Revision = Revisions.Final });
    }

    private void Interim(JsonElement utterance, string id, string part, string text, in Contact contact, EventLines events)
    {
        _openings.Note(contact.Call, contact.Said, events);
        var whole = _growing.Add(
            contact.Call, id, part, text, utterance.Whole("BeginOffsetMillis"), utterance.Whole("EndOffsetMillis"));
        events.Heard(Speech(utterance, id, whole.Text, contact) with
        {
            IsFinal = false,
            Revision = whole.Revision,
            StartMs = whole.StartMs,
            EndMs = whole.EndMs,
        });
    }

    private SourceSpeech Speech(JsonElement said, string id, string text, in Contact contact) => new()
    {
        CallId = contact.Call,
        UtteranceId = id,
        Text = text,
        Speaker = settings.SpeakerOf(said.Text("ParticipantRole"), said.Text("ParticipantRole") switch
        {
            "CUSTOMER" => Speaker.Customer,
            // A prompt is the centre's voice, and must not be taken for the customer's.
            "AGENT" or "SYSTEM" => Speaker.Agent,
            _ => Speaker.Unknown,
        }),
        StartMs = said.Whole("BeginOffsetMillis"),
        EndMs = said.Whole("EndOffsetMillis"),
        Language = contact.Language,
        Source = settings.Name,
    };

    private readonly record struct Contact(string Call, string? Language, SourceAddress Said);
}
