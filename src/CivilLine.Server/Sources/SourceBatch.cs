using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>The events of one message, or of several in order, until each of them is answered for good.</summary>
/// <param name="madeIds">Whether the utterances' ids are made up: see <see cref="ISourceFormat.MakesIds"/>.</param>
internal sealed class SourceBatch(string owner, bool madeIds)
{
    private List<TranscriptEvent> _events = [];
    private List<int> _places = [];
    private List<Outcome> _answers = [];

    public string Owner => owner;

    /// <summary>What became of each event so far, numbered as they stood in the message.</summary>
    public IngestTally Tally { get; } = new();

    public IReadOnlyList<TranscriptEvent> Waiting => _events;

    public void Add(int place, TranscriptEvent read)
    {
        _events.Add(read);
        _places.Add(place);
    }

    /// <summary>Keeps what is to be sent again.</summary>
    /// <param name="outcomes">One for each that waited.</param>
    /// <returns>Whether any was answered busy.</returns>
    public bool Settle(ReadOnlySpan<Outcome> outcomes)
    {
        var (events, places, answers, isBusy) = (new List<TranscriptEvent>(), new List<int>(), new List<Outcome>(), false);
        for (var i = 0; i < outcomes.Length; i++)
        {
            // No vendor sends an interim again, and the next one says more.
            if (outcomes[i] == Refusals.Shed)
                continue;
            var again = outcomes[i].Code switch
            {
                Refusals.BusyCode => _events[i],
                "contradiction" when madeIds => Renamed(_events[i]),
                _ => null,
            };
            isBusy |= ReferenceEquals(again, _events[i]);
            if (again is null)
            {
                Tally.Add(_places[i], outcomes[i]);
                continue;
            }
            events.Add(again);
            places.Add(_places[i]);
            answers.Add(outcomes[i]);
        }
        (_events, _places, _answers) = (events, places, answers);
        return isBusy;
    }

    /// <summary>Leaves what was answered busy at that.</summary>
    public void GiveUp()
    {
        for (var i = 0; i < _answers.Count; i++)
            Tally.Add(_places[i], _answers[i]);
        (_events, _places, _answers) = ([], [], []);
    }

    /// <summary>
    /// Other words than those that have this id: kept under the next, which is the same next whenever they come again.
    /// </summary>
    private static Fragment? Renamed(TranscriptEvent refused)
    {
        if (refused is not Fragment { IsFinal: true, UtteranceId: var id } fragment || id.Length > EventRules.IdLength - 3)
            return null;
        return id is [.., '.', '.', >= '2' and < '9'] ? fragment with { UtteranceId = $"{id[..^1]}{(char)(id[^1] + 1)}" }
            : id is [.., '.', '.', '9'] ? null
            : fragment with { UtteranceId = $"{id}..2" };
    }
}
