using System.Globalization;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// One channel with several voices: words carry <c>speaker</c> numbers, and a final is cut where the voice changes. The first
/// part keeps the utterance's id, so that interims, which are not cut since their cuts move, are replaced by it.
/// </summary>
internal readonly struct Turnwise(SourceSettings settings, SourceAddress said)
{
    public void Say(in SourceSpeech speech, JsonElement alternative, EventLines events)
    {
        var turns = TurnsOf(alternative);
        if (turns.Count < 2 || !speech.IsFinal)
        {
            var voice = turns.Count == 0 ? null : turns.MaxBy(turn => turn.Words.Count).Voice;
            events.Heard(speech with { Speaker = SpeakerOf(voice) });
            return;
        }
        for (var i = 0; i < turns.Count; i++)
        {
            var (voice, words) = turns[i];
            events.Heard(speech with
            {
                UtteranceId = i == 0 ? speech.UtteranceId : string.Create(CultureInfo.InvariantCulture, $"{speech.UtteranceId}-{i}"),
                Text = string.Join(' ', words.Select(word => word.Text("punctuated_word") ?? word.Text("word"))),
                Speaker = SpeakerOf(voice),
                StartMs = i == 0 ? speech.StartMs : Milliseconds(words[0].Number("start")) ?? speech.StartMs,
                EndMs = i == turns.Count - 1 ? speech.EndMs : Milliseconds(words[^1].Number("end")) ?? speech.EndMs,
            });
        }
    }

    private Speaker SpeakerOf(long? voice) => settings.SpeakerOf(
        voice is { } number ? string.Create(CultureInfo.InvariantCulture, $"speaker-{number}") : "0",
        said.Speaker ?? Speaker.Unknown);

    private static List<(long? Voice, List<JsonElement> Words)> TurnsOf(JsonElement alternative)
    {
        var turns = new List<(long? Voice, List<JsonElement> Words)>();
        foreach (var word in alternative.Each("words"))
        {
            if ((word.Text("punctuated_word") ?? word.Text("word")) is null)
                continue;
            var voice = word.Whole("speaker");
            if (turns.Count == 0 || turns[^1].Voice != voice)
                turns.Add((voice, []));
            turns[^1].Words.Add(word);
        }
        return turns;
    }

    private static long? Milliseconds(double? seconds) => seconds is >= 0 and < 1e9 ? (long)Math.Round(seconds.Value * 1000) : null;
}
