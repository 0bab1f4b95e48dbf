using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Genesys AudioHook, protocol version 2: <c>transcript</c> entities in <c>event</c> messages, as a transcription connector
/// or what stands before it hands them on. The opening, the pings and the end are answered as the protocol asks; the
/// audio is passed over, since others recognise it.
/// <see href="https://developer.genesys.cloud/devapps/audiohook/protocol-reference"/>
/// </summary>
internal sealed class GenesysAudioHook(SourceSettings settings) : ISourceFormat
{
    /// <summary>With this conversation the platform tries whether anybody answers.</summary>
    private const string Probe = "00000000-0000-0000-0000-000000000000";

    private readonly CallOpenings _openings = new(settings);
    private readonly InterimRevisions _revisions = new();
    private string? _call;
    private string? _language;
    private long _answered;

    public bool SendsAudio => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        if (!root.Has("parameters", out var parameters))
            parameters = default;
        switch (root.Text("type"))
        {
            case "open":
                Open(root, parameters, message.Said, events);
                break;
            case "ping":
                Answer(root, "pong", events);
                break;
            case "update":
                _language = parameters.Text("language") ?? _language;
                Answer(root, "updated", events);
                break;
            case "close":
                Close(root, parameters, message.Said, events);
                break;
            case "event":
                Hear(parameters, message.Said, events);
                break;
            case null:
                events.Refuse("type", "type is missing: open, event, ping, update, close and others of the protocol.");
                break;
        }
    }

    private void Open(JsonElement root, JsonElement parameters, SourceAddress said, EventLines events)
    {
        var conversation = parameters.Text("conversationId");
        _language = SourceIds.Language(parameters.Text("language"));
        // The first medium that is offered: the protocol has no way to want none.
        var media = parameters.Each("media").Take(1).Select(one => one.GetRawText());
        Answer(root, "opened", events, $$"""{"startPaused":false,"media":[{{string.Concat(media)}}]}""");
        if (conversation == Probe)
            return;
        _call = SourceIds.OfOrNull(conversation);
        if ((said.CallId ?? _call) is { } call)
            _openings.Note(call, said, events, _language);
        else
            events.Refuse("parameters.conversationId", "conversationId is missing, and the address names no call.");
    }

    private void Close(JsonElement root, JsonElement parameters, SourceAddress said, EventLines events)
    {
        // An error or a reconnection ends the session and not the conversation.
        if (parameters.Text("reason") == "end" && (said.CallId ?? _call) is { } call)
        {
            _openings.Forget(call);
            events.Ended(call);
        }
        Answer(root, "closed", events);
    }

    private void Hear(JsonElement parameters, SourceAddress said, EventLines events)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.Has("entities", out _))
        {
            events.Refuse("parameters.entities", "entities is missing: an array.");
            return;
        }
        var place = -1;
        foreach (var entity in parameters.Each("entities"))
        {
            place++;
            if (entity.Text("type") != "transcript")
                continue;
            var path = string.Create(CultureInfo.InvariantCulture, $"parameters.entities[{place}].data");
            if ((said.CallId ?? _call) is not { } call)
                events.Refuse("parameters.conversationId", "No open came before this, and the address names no call.");
            else if (!entity.Has("data", out var data))
                events.Refuse(path, "data is missing.");
            else if (data.Text("id") is not { Length: > 0 } id)
                events.Refuse(path + ".id", "id is missing.");
            else if (data.Flag("isFinal") is not { } isFinal)
                events.Refuse(path + ".isFinal", "isFinal is missing: true or false.");
            else if (Best(data) is not ({ } text, var alternative))
                events.Refuse(path + ".alternatives[0].interpretations", "No interpretation has a transcript.");
            else
                Say(data, alternative, call, id, isFinal, text, said, events);
        }
    }

    private void Say(
        JsonElement data, JsonElement alternative, string call, string id, bool isFinal, string text, SourceAddress said, EventLines events)
    {
        var start = IsoDuration.Milliseconds(data.Text("offset"));
        var heard = IsoDuration.Milliseconds(data.Text("duration"));
        var languages = alternative.Each("languages").FirstOrDefault();
        _openings.Note(call, said, events, _language);
        events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = id,
            Text = text,
            IsFinal = isFinal,
            Revision = isFinal ? Revisions.Final : _revisions.Of(id, text, Revisions.OfHeard(heard ?? 0)),
            Speaker = settings.SpeakerOf(data.Text("channel"), data.Text("channel")?.ToUpperInvariant() switch
            {
                "EXTERNAL" => Speaker.Customer,
                "INTERNAL" => Speaker.Agent,
                _ => said.Speaker ?? Speaker.Unknown,
            }),
            StartMs = start,
            EndMs = start + heard,
            Confidence = alternative.Number("confidence"),
            Language = languages.ValueKind == JsonValueKind.String ? languages.GetString() : _language ?? settings.Language,
            Source = settings.Name,
        });
    }

    /// <summary>The display form of the first alternative, or else its first form.</summary>
    private static (string? Text, JsonElement Alternative) Best(JsonElement data)
    {
        foreach (var alternative in data.Each("alternatives"))
        {
            string? first = null;
            foreach (var interpretation in alternative.Each("interpretations"))
            {
                if (interpretation.Text("transcript") is not { } text)
                    continue;
                if (interpretation.Text("type") == "display")
                    return (text, alternative);
                first ??= text;
            }
            if (first is not null)
                return (first, alternative);
        }
        return default;
    }

    private void Answer(JsonElement root, string type, EventLines events, string parameters = "{}")
    {
        var id = JsonEncodedText.Encode(root.Text("id") ?? "");
        var answer = new StringBuilder();
        answer.Append(
            CultureInfo.InvariantCulture,
            $$"""{"version":"2","id":"{{id}}","type":"{{type}}","seq":{{++_answered}},"clientseq":{{root.Whole("seq") ?? 0}},"parameters":{{parameters}}}""");
        events.Answer(answer.ToString());
    }
}
