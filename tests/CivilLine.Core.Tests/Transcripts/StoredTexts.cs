using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Transcripts;

/// <summary>Keeps what a call gives to keep, as the store does: every revision, and what is rewritten later.</summary>
internal sealed class StoredTexts
{
    private readonly Dictionary<(string Id, int Revision), string> _fragments = [];
    private readonly Dictionary<string, Alert> _alerts = [];

    public IEnumerable<string> All => _fragments.Values.Concat(_alerts.Values.Select(alert => alert.Text));

    public IEnumerable<Alert> Alerts => _alerts.Values;

    public string Of(string id, int revision) => _fragments[(id, revision)];

    public void Keep(CallChanges? changes)
    {
        foreach (var scored in changes?.Fragments ?? [])
            _fragments[(scored.Fragment.UtteranceId, scored.Fragment.Revision)] = scored.Fragment.Text;
        foreach (var rewriting in changes?.Rewritings ?? [])
        {
            foreach (var key in _fragments.Keys.Where(key => key.Id == rewriting.UtteranceId && key.Revision <= rewriting.Revision).ToArray())
                _fragments[key] = key.Revision == rewriting.Revision ? rewriting.Text : Redactor.Erase(_fragments[key], rewriting.Text);
        }

        foreach (var change in changes?.Alerts ?? [])
            _alerts[change.Alert.Id] = change.Alert;
    }
}
