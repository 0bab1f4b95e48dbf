using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// A Vosk server's results as a bridge hands them on: <c>partial</c> while somebody speaks, <c>text</c> (with <c>result</c>,
/// or the first of <c>alternatives</c>) once they pause. They name neither call nor speaker nor utterance.
/// <see href="https://github.com/alphacep/vosk-server"/>
/// </summary>
internal sealed class Vosk(SourceSettings settings) : ISourceFormat
{
    public bool MakesIds => true;

    private readonly InterimRevisions _revisions = new();
    private readonly CallOpenings _openings = new(settings);
    private readonly Recent<(string Call, Speaker Speaker, long OffsetMs), Channel> _channels = new(512);
    private readonly Recent<string, List<VoskUtterance>> _heard = new(512);

    public string? Unknown(in SourceMessage message)
    {
        var call = message.Said.CallId;
        if (message.Body.Span.IndexOf("\"callId\""u8) >= 0)
        {
            using var document = JsonMembers.TryParse(message.Body, out _);
            call = document?.RootElement.Text("callId") ?? call;
        }
        return string.IsNullOrEmpty(call) || _heard.TryGet(call, out _) ? null : call;
    }

    /// <summary>A bridge that dials again, after a restart too, repeats what it was not answered, under the names that it had.</summary>
    public void Recall(string callId, HeardCall? heard)
    {
        if (!_heard.TryGet(callId, out _))
            _heard.Set(callId, [.. (heard?.Utterances ?? []).TakeLast(Channel.Remembered).Select(VoskUtterance.Of)]);
    }

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        var isPartial = root.Has("partial", out _);
        if (BridgeMembers.Over(message.Said, root, events) is not { } said)
            return;
        var best = root.Each("alternatives").Cast<JsonElement?>().FirstOrDefault() ?? root;
        if (!isPartial && !best.Has("text", out _))
            events.Refuse("text", "text is missing: a message has partial, or text with result, or alternatives.");
        else if ((isPartial ? root.Text("partial") : best.Text("text")) is not { } text)
            events.Refuse(isPartial ? "partial" : "text", $"{(isPartial ? "partial" : "text")} must be a string.");
        else if (BridgeMembers.Call(said, events) is { } call)
        {
            var speaker = said.Speaker ?? Speaker.Unknown;
            if (!_channels.TryGet((call, speaker, said.OffsetMs), out var channel))
                _channels.Set((call, speaker, said.OffsetMs), channel = OpenChannel(call, speaker, said, message.ReceivedAt));
            var words = root.Each(isPartial ? "partial_result" : "result").ToList();
            if (words.Count == 0)
                words = [.. best.Each("result")];
            var speech = new SourceSpeech
            {
                CallId = call,
                UtteranceId = "",
                Text = text,
                Speaker = speaker,
                StartMs = words.Count > 0 ? Ms(words[0].Number("start")) : null,
                EndMs = words.Count > 0 ? Ms(words[^1].Number("end")) : null,
                Confidence = Confidence(words),
                Language = settings.Language,
                Source = settings.Name,
            };
            if (isPartial)
                Grow(channel, speech, said, events);
            else
                End(channel, speech, words.Count, said, events);
        }
    }

    private Channel OpenChannel(string call, Speaker speaker, SourceAddress said, DateTimeOffset at)
    {
        var channel = new Channel(at);
        if (!_heard.TryGet(call, out var heard))
            return channel;
        foreach (var one in heard)
            if (one.Speaker == speaker && one.NameOn(said) is { } name)
                channel.Recall(one with { Id = name, StartMs = one.StartMs - said.OffsetMs, EndMs = one.EndMs - said.OffsetMs });
        return channel;
    }

    private void Grow(Channel channel, in SourceSpeech speech, SourceAddress said, EventLines events)
    {
        // A server sends its partial with every piece of audio, changed or not.
        if (speech.Text.Length == 0 || (channel.Open is { } open && _revisions.IsKnown(open, speech.Text)))
            return;
        if (channel.TakeLeft(speech.Text) is { } left)
            _revisions.Recall(left.Id, left.Text, left.Revision);
        var id = channel.Open ??= channel.NewId(speech.Speaker);
        if (_revisions.IsKnown(id, speech.Text))
            return;
        _openings.Note(speech.CallId, said, events);
        events.Heard(speech with { UtteranceId = id, Revision = _revisions.Of(id, speech.Text) });
    }

    private void End(Channel channel, in SourceSpeech speech, int words, SourceAddress said, EventLines events)
    {
        var place = (speech.StartMs, speech.EndMs, Words: words, Text: words > 0 ? "" : speech.Text);
        string? id;
        if (!channel.Ended.TryGet(place, out id) && !channel.Ended.TryGet(place with { Words = Channel.Recalled }, out id) && speech.Text.Length > 0)
            channel.TakeLeft(speech.Text);
        if (channel.Open is null && speech.Text.Length == 0)
            return;
        if (id is null || (words == 0 && channel.Open is not null))
        {
            // Where no interim gave it a name, its place in the recogniser's time does: sent again, it is known again.
            id = channel.Open ?? (words > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Channel.Letter(speech.Speaker)}-at-{place.StartMs}-{place.EndMs}-{words}")
                : channel.NewId(speech.Speaker));
            channel.Ended.Set(place, id);
            if (channel.Open is { } open)
                _revisions.Forget(open);
            channel.Open = null;
        }
        _openings.Note(speech.CallId, said, events);
        events.Heard(speech with { UtteranceId = id, IsFinal = true, Revision = Revisions.Final });
    }

    private static long? Ms(double? seconds) => seconds is >= 0 and < 1e6 ? (long)Math.Round(seconds.Value * 1000) : null;

    private static double? Confidence(List<JsonElement> words)
    {
        var (sum, count) = (0.0, 0);
        foreach (var word in words)
            if (word.Number("conf") is { } confidence)
                (sum, count) = (sum + confidence, count + 1);
        return count > 0 ? Math.Round(sum / count, 3) : null;
    }

    /// <summary>One recogniser: one side of one call.</summary>
    private sealed class Channel(DateTimeOffset since)
    {
        private int _count;

        /// <summary>The utterance that is being spoken.</summary>
        public string? Open { get; set; }

        public Recent<(long? Start, long? End, int Words, string Text), string> Ended { get; } = new(Remembered);

        public const int Remembered = 128;

        /// <summary>Stands for the number of words of what another instance ended: its words may be redacted.</summary>
        public const int Recalled = -1;

        private VoskUtterance? _left;

        public void Recall(VoskUtterance heard)
        {
            var place = (heard.StartMs, heard.EndMs, Recalled, "");
            _left = heard.IsFinal ? null : heard;
            if (heard.IsFinal && !Ended.TryGet(place, out _))
                Ended.Set(place, heard.Id);
        }

        /// <summary>
        /// Opens again what another instance left unended, where <paramref name="text"/> goes on with it: a recogniser that began
        /// anew says something else, and what was left keeps its words.
        /// </summary>
        public VoskUtterance? TakeLeft(string text)
        {
            if (Open is not null || _left is not { } left)
                return null;
            _left = null;
            Open = text.StartsWith(left.Text, StringComparison.OrdinalIgnoreCase) ? left.Id : null;
            return Open is null ? null : left;
        }

        public static string Letter(Speaker speaker) => speaker switch { Speaker.Customer => "c", Speaker.Agent => "a", _ => "u" };

        // A bridge that dials again begins to count again, and its new utterances are not the old ones.
        public string NewId(Speaker speaker) =>
            string.Create(CultureInfo.InvariantCulture, $"{Letter(speaker)}-{since.ToUnixTimeMilliseconds():x}-{++_count}");
    }
}
