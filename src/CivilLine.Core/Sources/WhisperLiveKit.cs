using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// WhisperLiveKit's <c>/asr</c> as a bridge hands it on: every committed line again with every message, or what changed of
/// them in <c>mode=diff</c>. Its last line grows, so a line is cut into sentences, and each is final once it is whole.
/// <see href="https://github.com/QuentinFuxa/WhisperLiveKit/blob/main/docs/API.md"/>
/// </summary>
internal sealed class WhisperLiveKit(SourceSettings settings) : ISourceFormat
{
    // Earlier ones change no more.
    private const int LinesLookedAt = 8;

    private readonly CallOpenings _openings = new(settings);
    private readonly InterimRevisions _revisions = new();
    private readonly SaidFinals _finals = new();
    private readonly Recent<string, WhisperLines> _lists = new(512);

    public bool MakesIds => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        if (BridgeMembers.Over(message.Said, root, events) is not { } said)
            return;
        if (root.Text("type") == "config" || BridgeMembers.Call(said, events) is not { } call)
            return;
        var side = said.Speaker switch { Speaker.Customer => "c", Speaker.Agent => "a", _ => "u" };
        var list = $"{call} {side} {said.OffsetMs}";
        if (!_lists.TryGet(list, out var lines))
            _lists.Set(list, lines = new WhisperLines(list));
        if (root.Has("error", out _))
            events.Refuse("error", "The recogniser reports an error; its log says which.");
        var isOver = root.Text("type") == "ready_to_stop";
        if (!isOver && !lines.Take(root, events))
            return;
        for (var i = Math.Max(0, lines.Lines.Count - LinesLookedAt); i < lines.Lines.Count; i++)
        {
            var isLast = i == lines.Lines.Count - 1;
            Say(lines, lines.Lines[i], $"{side}{lines.Session}-{lines.Before + i}", isLast && !isOver ? Buffer(root) : null, call, said, events);
        }
        if (lines.Lines.Count == 0 && Buffer(root) is { Length: > 0 } buffer)
            Say(lines, new WhisperLine { Text = "" }, $"{side}{lines.Session}-{lines.Before}", buffer, call, said, events);
        if (isOver && said.Speaker is null)
        {
            _openings.Forget(call);
            _lists.Forget(list);
            events.Ended(call);
        }
    }

    /// <param name="buffer">What is heard but not yet committed; null where the line grows no more.</param>
    private void Say(
        WhisperLines lines, in WhisperLine line, string id, string? buffer, string call, SourceAddress said, EventLines events)
    {
        var piece = 0;
        // What is heard after a sentence is over is a piece of its own; that it was not over would be a correction.
        var isOver = buffer is null || (buffer.Length > 0 && Sentences.IsOver(line.Text));
        foreach (var (start, length) in Sentences.Of(line.Text, isOver))
        {
            var text = line.Text.Substring(start, length);
            var name = string.Create(CultureInfo.InvariantCulture, $"{id}-{piece++}");
            if (_finals.Say(lines.KeyOf(name), text) is { } revision)
                Hear(name, text, revision, isFinal: true, line, start, length, call, said, events);
            if (lines.Open == name)
                lines.Open = null;
        }
        var growing = string.Create(CultureInfo.InvariantCulture, $"{id}-{piece}");
        if (buffer is null)
        {
            // Its last words were not committed after all, or begin the next line.
            if (lines.Open == growing && _finals.Say(lines.KeyOf(growing), "") is { } revision)
                Hear(growing, "", revision, isFinal: true, line, line.Text.Length, 0, call, said, events);
            return;
        }
        var rest = isOver ? line.Text.Length : Sentences.Rest(line.Text);
        var interim = $"{line.Text.AsSpan(rest)} {buffer}".Trim();
        if (interim.Length == 0 || _revisions.IsKnown(lines.KeyOf(growing), interim))
            return;
        lines.Open = growing;
        // Who says what is not yet in a line, the recogniser does not know where it tells speakers apart.
        var heard = rest == line.Text.Length && settings.Speakers.Count > 0 ? line with { Speaker = null } : line;
        Hear(growing, interim, _revisions.Of(lines.KeyOf(growing), interim), isFinal: false, heard, rest, line.Text.Length - rest, call, said, events);
    }

    private void Hear(
        string id, string text, int revision, bool isFinal, in WhisperLine line, int start, int length, string call, SourceAddress said,
        EventLines events)
    {
        _openings.Note(call, said, events);
        events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = id,
            Text = text,
            IsFinal = isFinal,
            Revision = revision,
            Speaker = settings.SpeakerOf(line.Speaker?.ToString(CultureInfo.InvariantCulture), said.Speaker ?? Speaker.Unknown),
            StartMs = line.At(start),
            EndMs = line.At(start + length),
            Language = line.Language ?? settings.Language,
            Source = settings.Name,
        });
    }

    private static string Buffer(JsonElement root) => $"{root.Text("buffer_diarization")} {root.Text("buffer_transcription")}".Trim();
}
