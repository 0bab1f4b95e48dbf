using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Twilio's real-time transcription: status callbacks of <c>&lt;Start&gt;&lt;Transcription&gt;</c>, form posts that may overtake
/// each other. Utterances have no id: <see cref="TwilioTrack"/> finds which callbacks are one. Twilio does not send a
/// callback again whatever the answer; what was refused is lost, and shown in its debugger.
/// <see href="https://www.twilio.com/docs/voice/twiml/transcription"/>
/// </summary>
internal sealed class Twilio(SourceSettings settings) : ISourceFormat
{
    private const int Calls = 1024;

    // Twilio says when words were recognised and not when they were begun.
    private const int WordMs = 350;

    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromMinutes(1);

    private readonly CallOpenings _openings = new(settings);
    private readonly Recent<string, DateTimeOffset> _starts = new(Calls);
    private readonly Recent<string, bool> _known = new(Calls);
    private readonly Recent<(string Call, string Transcription, string Track), TwilioTrack> _tracks = new(2 * Calls);
    private readonly Queue<(DateTimeOffset At, string Call, string Transcription)> _ended = new();

    public string? Unknown(in SourceMessage message)
    {
        var body = message.Body.Span;
        var at = body.StartsWith("CallSid="u8) ? 0 : body.IndexOf("&CallSid="u8) is >= 0 and var found ? found + 1 : -1;
        if (at < 0)
            return null;
        body = body[at..];
        var end = body.IndexOf((byte)'&');
        var call = FormMembers.Of(end < 0 ? body : body[..end])[0].Value;
        return call.Length == 0 || _known.TryGet(call, out _) ? null : call;
    }

    /// <summary>Which callbacks are one utterance, and when the call began, stands in no callback but those before.</summary>
    public void Recall(string callId, HeardCall? heard)
    {
        if (_known.TryGet(callId, out _))
            return;
        _known.Set(callId, true);
        if (heard is null)
            return;
        _starts.Set(callId, heard.StartedAt);
        foreach (var track in heard.Utterances.Select(said => (Said: said, Name: TwilioName.Of(said.UtteranceId))).GroupBy(one => (one.Name.Transcription, one.Name.Track)))
            if (track.Key.Track.Length > 0 && !_tracks.TryGet((callId, track.Key.Transcription, track.Key.Track), out _))
                _tracks.Set(
                    (callId, track.Key.Transcription, track.Key.Track),
                    new TwilioTrack([.. track.Where(one => one.Said.Sequence is not null).Select(one => Told(one.Said, one.Name, heard.StartedAt))]));
    }

    public void Read(in SourceMessage message, EventLines events)
    {
        ForgetEnded(message.ReceivedAt);
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in FormMembers.Of(message.Body.Span))
            form[name] = value;
        if (form.GetValueOrDefault("CallSid") is not { Length: > 0 } call)
        {
            events.Refuse("CallSid", "CallSid is missing: Twilio posts a form, CallSid=CA…&TranscriptionEvent=….");
            return;
        }
        var at = TimeOf(form);
        var transcription = form.GetValueOrDefault("TranscriptionSid") ?? "";
        switch (form.GetValueOrDefault("TranscriptionEvent"))
        {
            case "transcription-started":
                Start(call, at, message.Said, events);
                NoteFilter(form, events);
                break;
            case "transcription-content":
                Content(form, new Callback(call, transcription, at), message, events);
                break;
            case "transcription-stopped":
                events.Ended(call, at);
                _ended.Enqueue((message.ReceivedAt, call, transcription));
                break;
            case null or "":
                events.Refuse("TranscriptionEvent", "TranscriptionEvent is missing: transcription-started, -content or -stopped.");
                break;
        }
    }

    private void Content(Dictionary<string, string> form, in Callback callback, in SourceMessage message, EventLines events)
    {
        if (form.GetValueOrDefault("Track") is not { Length: > 0 } track)
            events.Refuse("Track", "Track is missing: inbound_track or outbound_track.");
        else if (!int.TryParse(form.GetValueOrDefault("SequenceId"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            events.Refuse("SequenceId", "SequenceId is missing or no whole number: by it the callbacks are put in order.");
        else if (form.GetValueOrDefault("TranscriptionData") is not { } data)
            events.Refuse("TranscriptionData", """TranscriptionData is missing: {"transcript":"…"}.""");
        else
        {
            events.Place = "TranscriptionData.";
            using var document = JsonMembers.Parse(message with { Body = Encoding.UTF8.GetBytes(data) }, events);
            if (document?.RootElement.Text("transcript") is { } text)
            {
                events.Place = null;
                var isFinal = !string.Equals(form.GetValueOrDefault("Final"), "false", StringComparison.OrdinalIgnoreCase);
                Say(new TwilioWords(sequence, text, isFinal, callback.At, document.RootElement.Number("confidence")), track, form, callback, message.Said, events);
                return;
            }
            if (document is not null)
                events.Refuse("transcript", "transcript is missing or no text.");
        }
    }

    private void Say(
        in TwilioWords words, string track, Dictionary<string, string> form, in Callback callback, SourceAddress said, EventLines events)
    {
        var isNew = !_starts.TryGet(callback.Call, out _);
        if (isNew || words.IsFinal)
            Start(callback.Call, callback.At, said, events);
        var key = (callback.Call, callback.Transcription, track);
        if (!_tracks.TryGet(key, out var utterances))
            _tracks.Set(key, utterances = new TwilioTrack());
        foreach (var told in utterances.Tell(words))
        {
            events.Heard(new SourceSpeech
            {
                CallId = callback.Call,
                UtteranceId = new TwilioName(callback.Transcription, track, told.Utterance).ToString(),
                Text = told.Words.Text,
                IsFinal = told.Words.IsFinal,
                Revision = told.Revision,
                Speaker = SpeakerOf(track, said),
                StartMs = OffsetOf(callback.Call, told.Words.At, WordMs * Words(told.Words.Text)),
                EndMs = OffsetOf(callback.Call, told.Words.At, 0),
                Sequence = told.Words.Sequence,
                Confidence = told.Words.Confidence,
                Language = form.GetValueOrDefault("LanguageCode") is { Length: > 0 } language ? language : settings.Language,
                Source = settings.Name,
            });
        }
    }

    /// <summary>The call counts from the first time that is known of it, and says so itself where the start was lost or is late.</summary>
    private void Start(string call, DateTimeOffset? at, SourceAddress said, EventLines events)
    {
        if (!_starts.TryGet(call, out var known) && at is { } first)
            _starts.Set(call, known = first);
        events.Started(_openings.Of(call, said) with { StartedAt = known == default ? null : known });
    }

    /// <summary>
    /// The inbound track is what Twilio hears on the leg: the customer, unless the leg is the agent's, as on outbound calls.
    /// That is said by <c>?speaker=agent</c> in the address or by the map, and turns the other track round too.
    /// </summary>
    private Speaker SpeakerOf(string track, SourceAddress said)
    {
        var inbound = said.Speaker is Speaker.Customer or Speaker.Agent
            ? said.Speaker.Value
            : settings.SpeakerOf("inbound_track", Speaker.Customer);
        var other = inbound switch { Speaker.Customer => Speaker.Agent, Speaker.Agent => Speaker.Customer, _ => Speaker.Unknown };
        return track switch
        {
            "inbound_track" => inbound,
            "outbound_track" => said.Speaker is null ? settings.SpeakerOf(track, other) : other,
            _ => settings.SpeakerOf(track, Speaker.Unknown),
        };
    }

    private static void NoteFilter(Dictionary<string, string> form, EventLines events)
    {
        if (form.GetValueOrDefault("ProviderConfiguration") is not { Length: > 0 } told)
            return;
        try
        {
            using var document = JsonDocument.Parse(told);
            var filter = document.RootElement;
            if (filter.Flag("profanityFilter") is { } isOn)
                events.NoteProfanityFilter(isOn);
            else if (bool.TryParse(filter.Text("profanityFilter"), out isOn))
                events.NoteProfanityFilter(isOn);
        }
        catch (JsonException)
        {
            // No words are lost by it: the filter stays unknown.
        }
    }

    private void ForgetEnded(DateTimeOffset now)
    {
        while (_ended.TryPeek(out var oldest) && (_ended.Count > Calls || oldest.At + KeptAfterEnd < now))
        {
            _ended.Dequeue();
            _tracks.Forget((oldest.Call, oldest.Transcription, "inbound_track"));
            _tracks.Forget((oldest.Call, oldest.Transcription, "outbound_track"));
            _starts.Forget(oldest.Call);
            _known.Forget(oldest.Call);
        }
    }

    private static TwilioTold Told(Fragment said, TwilioName name, DateTimeOffset start) => new(
        name.Utterance, said.Revision,
        new TwilioWords((int)said.Sequence!.Value, said.Text, said.IsFinal, start.AddMilliseconds(said.EndMs ?? 0), said.Confidence));

    private long? OffsetOf(string call, DateTimeOffset? at, long earlier) =>
        at is { } time && _starts.TryGet(call, out var start) ? Math.Max(0, (long)(time - start).TotalMilliseconds - earlier) : null;

    private static int Words(string text) => text.AsSpan().Count(' ') + 1;

    private static DateTimeOffset? TimeOf(Dictionary<string, string> form) =>
        DateTimeOffset.TryParse(
            form.GetValueOrDefault("Timestamp"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 2000 and < 2200 ? time : null;

    private readonly record struct Callback(string Call, string Transcription, DateTimeOffset? At);
}
