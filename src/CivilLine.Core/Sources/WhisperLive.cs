using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// WhisperLive's segments as a bridge hands them on: the last ones again with every message, the newest still growing.
/// <see href="https://github.com/collabora/WhisperLive"/>
/// </summary>
internal sealed class WhisperLive(SourceSettings settings) : ISourceFormat
{
    private readonly CallOpenings _openings = new(settings);
    private readonly InterimRevisions _revisions = new();
    private readonly SaidFinals _finals = new();
    private readonly Recent<string, string> _open = new(512);

    public bool MakesIds => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        // SERVER_READY, the language that was found and the like hold no words.
        if (!root.Has("segments", out var segments))
        {
            if (!root.Has("message", out _) && !root.Has("language", out _) && !root.Has("status", out _))
                events.Refuse("segments", "segments is missing: an array.");
            return;
        }
        if (segments.ValueKind != JsonValueKind.Array)
        {
            events.Refuse("segments", "segments must be an array.");
            return;
        }
        if (BridgeMembers.Over(message.Said, root, events) is not { } said)
            return;
        if (BridgeMembers.Call(said, events) is not { } call)
            return;
        var stream = $"{root.Text("uid") ?? "s"}{said.Speaker switch { Speaker.Customer => "c", Speaker.Agent => "a", _ => "" }}";
        var last = segments.GetArrayLength() - 1;
        for (var i = 0; i <= last; i++)
        {
            var segment = segments[i];
            var path = string.Create(CultureInfo.InvariantCulture, $"segments[{i}]");
            if (segment.Text("text") is not { } text)
                events.Refuse(path + ".text", "text is missing.");
            else if (Seconds(segment, "start") is not { } start)
                events.Refuse(path + ".start", "start is missing: seconds.");
            else
                // Servers before "completed" was sent let only the last one grow (bk).
                Say(call, stream, text.Trim(), start, Seconds(segment, "end"), segment.Flag("completed") ?? i < last, said, events);
        }
    }

    private void Say(
        string call, string stream, string text, long start, long? end, bool isFinal, SourceAddress said, EventLines events)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{stream}-{start}");
        // Another call, and another stream of this one, count from 0 too.
        var channel = $"{call} {stream} {said.OffsetMs}";
        var key = Key(id);
        if (!isFinal && (text.Length == 0 || _finals.IsSaid(key) || _revisions.IsKnown(key, text)))
            return;
        if ((isFinal ? _finals.Say(key, text) : _revisions.Of(key, text)) is not { } revision)
            return;
        _openings.Note(call, said, events);
        // An interim whose segment was cut elsewhere in the end was never to be: its words stand under another start.
        if (_open.TryGet(channel, out var open) && open != id && !_finals.IsSaid(Key(open)) && _finals.Say(Key(open), "") is { } withdrawn)
            Hear(open, "", true, withdrawn, null, null);
        if (isFinal)
            _open.Forget(channel);
        else
            _open.Set(channel, id);
        Hear(id, text, isFinal, revision, start, end);

        string Key(string utterance) => $"{channel} {utterance}";

        void Hear(string utterance, string words, bool ended, int number, long? from, long? to) => events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = utterance,
            Text = words,
            IsFinal = ended,
            Revision = number,
            Speaker = said.Speaker ?? Speaker.Unknown,
            StartMs = from,
            EndMs = to,
            Language = settings.Language,
            Source = settings.Name,
        });
    }

    /// <summary>Seconds as text or as a number, in milliseconds.</summary>
    private static long? Seconds(JsonElement segment, string name)
    {
        var seconds = segment.Number(name)
            ?? (double.TryParse(segment.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : null);
        return seconds is >= 0 and < 1e6 ? (long)Math.Round(seconds.Value * 1000) : null;
    }
}
