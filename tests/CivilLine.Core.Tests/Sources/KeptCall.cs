using System.Text.Json;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

/// <summary>What a store has of a call after its source's events: of each utterance the highest revision, in order of arrival.</summary>
internal sealed class KeptCall
{
    private readonly List<Fragment> _kept = [];

    public HeardCall Heard => new(FormatReading.Now, _kept);

    public IEnumerable<string> Utterances =>
        _kept.OrderBy(said => said.UtteranceId, StringComparer.Ordinal).Select(said => $"{said.UtteranceId} {said.Speaker} {said.IsFinal} {said.Text}");

    public void Take(Heard heard)
    {
        foreach (var told in heard.Events.Where(one => one.GetProperty("type").GetString() == "fragment").Select(Fragment))
        {
            var at = _kept.FindIndex(one => one.UtteranceId == told.UtteranceId);
            if (at >= 0 && _kept[at].Revision == told.Revision)
                Assert.Equal(_kept[at].Text, told.Text);
            if (at >= 0 && _kept[at].Revision >= told.Revision)
                continue;
            if (at >= 0)
                _kept.RemoveAt(at);
            _kept.Add(told);
        }
    }

    private static Fragment Fragment(JsonElement told)
    {
        var said = Said.Of(told);
        return new Fragment
        {
            CallId = said.CallId, UtteranceId = said.UtteranceId, Text = said.Text, Revision = said.Revision, IsFinal = said.IsFinal,
            Speaker = Enum.Parse<Speaker>(said.Speaker, ignoreCase: true), StartMs = said.StartMs, EndMs = said.EndMs,
            Sequence = told.TryGetProperty("sequence", out var sequence) ? sequence.GetInt64() : null,
        };
    }
}
