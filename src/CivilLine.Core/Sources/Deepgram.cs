using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Deepgram's live results, as its callback posts them or a bridge relays them, and WhisperLiveKit's under <c>/v1/listen</c>,
/// which have the same shape. Each segment that Deepgram freezes (<c>is_final</c>) is an utterance of its own: its words
/// never change again, and the timeline joins what one speaker says without pause, so <c>speech_final</c> and
/// <c>UtteranceEnd</c> add nothing and may be lost or overtaken.
/// <see href="https://developers.deepgram.com/docs/understand-endpointing-interim-results"/>
/// <see href="https://developers.deepgram.com/docs/callback"/>
/// </summary>
internal sealed class Deepgram(SourceSettings settings) : ISourceFormat
{
    private const int OpenSegments = 4096;

    private readonly CallOpenings _openings = new(settings);

    // Silence ends in empty finals all the time; one counts only where words were shown before.
    private readonly Recent<(string Call, string Utterance), bool> _shown = new(OpenSegments);

    // WhisperLiveKit names no request.
    public bool IdsAreOfStream => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        switch (root.Text("type"))
        {
            case "Results" or null when root.Has("channel", out var channel):
                Results(root, channel, message, events);
                break;
            case "Results" or null:
                events.Refuse("channel", "channel is missing; results have channel.alternatives[0].transcript.");
                break;
            case "Metadata" when root.Number("duration") > 0 && CallOf(root, message) is { } call:
                // Deepgram sends it when the stream was closed, with what was heard in all.
                events.Ended(call);
                _openings.Forget(call);
                break;
        }
    }

    private void Results(JsonElement root, JsonElement channel, in SourceMessage message, EventLines events)
    {
        var best = channel.Each("alternatives").FirstOrDefault();
        if (CallOf(root, message) is not { } call)
            events.Refuse("callId", "These results name no call: add ?callId=… to the address, or extra=callId:… to what is asked of Deepgram.");
        else if (best.Text("transcript") is not { } text)
            events.Refuse("channel.alternatives[0].transcript", "transcript is missing or no text.");
        else if (root.Number("start") is not { } start)
            events.Refuse("start", "start is missing: the segment's start in seconds, by which its revisions are known.");
        else
            Say(new Segment(root, best, call, text, start, root.Number("duration") ?? 0), message.Said, events);
    }

    private void Say(in Segment heard, SourceAddress said, EventLines events)
    {
        var isFinal = heard.Root.Flag("is_final") != false;
        var (channel, channels) = ChannelOf(heard.Root);
        var id = string.Create(CultureInfo.InvariantCulture, $"{StreamOf(heard.Root, said)}{channel}-{Milliseconds(heard.Start)}");
        if (heard.Text.Length == 0 && !_shown.TryGet((heard.Call, id), out _))
            return;
        if (!isFinal)
            _shown.Set((heard.Call, id), true);
        _openings.Note(heard.Call, said, events, again: isFinal);
        var speech = new SourceSpeech
        {
            CallId = heard.Call,
            UtteranceId = id,
            Text = heard.Text,
            IsFinal = isFinal,
            Revision = isFinal ? Revisions.Final : Revisions.OfHeard(Milliseconds(heard.Duration)),
            StartMs = Milliseconds(heard.Start),
            EndMs = Milliseconds(heard.Start + heard.Duration),
            // WhisperLiveKit, which measures none, says 0.
            Confidence = heard.Best.Number("confidence") is > 0 and var confidence ? confidence : null,
            Language = LanguageOf(heard) ?? settings.Language,
            Source = settings.Name,
        };
        if (channels > 1)
            events.Heard(speech with { Speaker = settings.SpeakerOf(channel.ToString(CultureInfo.InvariantCulture), Speaker.Unknown) });
        else
            new Turnwise(settings, said).Say(speech, heard.Best, events);
    }

    private static string? CallOf(JsonElement root, in SourceMessage message)
    {
        if (message.Said.CallId is { } said)
            return said;
        if (root.Has("metadata", out var metadata) && metadata.Has("extra", out var extra))
            return extra.Text("callId") ?? extra.Text("call_id");
        return root.Has("extra", out extra) ? extra.Text("callId") ?? extra.Text("call_id") : null;
    }

    /// <summary>Streams of one call, one for each who speaks or one after another was lost, all count from 0.</summary>
    private static string StreamOf(JsonElement root, SourceAddress said)
    {
        var speaker = said.Speaker switch { Speaker.Customer => "c-", Speaker.Agent => "a-", _ => "" };
        return root.Has("metadata", out var metadata) && metadata.Text("request_id") is { Length: > 0 } request
            ? $"{request[..Math.Min(8, request.Length)]}-{speaker}"
            : speaker;
    }

    private static (int Channel, int Channels) ChannelOf(JsonElement root)
    {
        var (channel, channels, at) = (0, 1, 0);
        foreach (var number in root.Each("channel_index"))
        {
            if (number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value))
                (channel, channels) = at == 0 ? (value, channels) : (channel, value);
            if (++at == 2)
                break;
        }
        return (channel, channels);
    }

    private static string? LanguageOf(in Segment heard)
    {
        foreach (var language in heard.Best.Each("languages"))
            return language.ValueKind == JsonValueKind.String ? language.GetString() : null;
        return null;
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(Math.Clamp(seconds, 0, 1e9) * 1000);

    private readonly record struct Segment(JsonElement Root, JsonElement Best, string Call, string Text, double Start, double Duration);
}
