using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// AssemblyAI Universal-Streaming v3 as a bridge hands it on: <c>Begin</c>, then <c>Turn</c> after <c>Turn</c>, and
/// <c>Termination</c>. A turn's end may come twice, plain and then formatted, which is a correction.
/// <see href="https://www.assemblyai.com/docs/universal-streaming"/>
/// </summary>
internal sealed class AssemblyAi(SourceSettings settings) : ISourceFormat
{
    private readonly CallOpenings _openings = new(settings);
    private readonly InterimRevisions _revisions = new();
    private string? _session;

    // Where Begin was missed, turns are told by their order alone.
    public bool MakesIds => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        if (BridgeMembers.Over(message.Said, root, events) is not { } said)
            return;
        switch (root.Text("type"))
        {
            case "Begin":
                _session = SourceIds.OfOrNull(root.Text("id")) ?? _session;
                break;
            case "Turn":
                Hear(root, said, events);
                break;
            // A stream of one speaker ends no call: the other's goes on.
            case "Termination" when said is { Speaker: null, CallId: { Length: > 0 } call }:
                _openings.Forget(call);
                events.Ended(call);
                break;
            case null:
                events.Refuse("type", "type is missing: one of Begin, Turn, Termination.");
                break;
        }
    }

    private void Hear(JsonElement turn, SourceAddress said, EventLines events)
    {
        if (turn.Whole("turn_order") is not { } order)
        {
            events.Refuse("turn_order", "turn_order is missing: a whole number.");
            return;
        }
        var words = turn.Each("words").ToList();
        var isFinal = turn.Flag("end_of_turn") == true;
        // The transcript holds final words alone; those that may still change stand among the words.
        var text = isFinal || words.Count == 0 ? turn.Text("transcript") : Join(words);
        if (text is null)
        {
            events.Refuse("transcript", "transcript is missing.");
            return;
        }
        if ((text.Length == 0 && !isFinal) || BridgeMembers.Call(said, events) is not { } call)
            return;
        var label = turn.Text("speaker_label");
        var start = words.Count > 0 ? words[0].Whole("start") : null;
        var end = words.Count > 0 ? words[^1].Whole("end") : null;
        var id = string.Create(CultureInfo.InvariantCulture, $"{_session}{(_session is null ? "" : "-")}t{order}{Side(said)}");
        _openings.Note(call, said, events);
        events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = id,
            Text = text,
            IsFinal = isFinal,
            Revision = !isFinal ? _revisions.Of(id, text, Revisions.OfHeard(end - start ?? 0))
                : turn.Flag("turn_is_formatted") == true ? Revisions.Corrected : Revisions.Final,
            Speaker = settings.SpeakerOf(label, said.Speaker ?? Speaker.Unknown),
            StartMs = start,
            EndMs = end,
            Confidence = isFinal ? Confidence(words) : null,
            Language = turn.Text("language_code") ?? settings.Language,
            Source = settings.Name,
        });
    }

    // Two sessions of a call, one for each side, count their turns alike.
    private static string Side(SourceAddress said) => said.Speaker switch
    {
        Speaker.Customer => "c",
        Speaker.Agent => "a",
        _ => "",
    };

    private static string Join(List<JsonElement> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
            if (word.Text("text") is { Length: > 0 } one)
                text.Append(text.Length > 0 ? " " : "").Append(one);
        return text.ToString();
    }

    private static double? Confidence(List<JsonElement> words)
    {
        var (sum, count) = (0.0, 0);
        foreach (var word in words)
            if (word.Number("confidence") is { } confidence)
                (sum, count) = (sum + confidence, count + 1);
        return count > 0 ? Math.Round(sum / count, 3) : null;
    }
}
