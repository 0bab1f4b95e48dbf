namespace CivilLine.Sources;

/// <summary>
/// Numbers the texts of growing utterances for vendors that do not: each new text one more, the same text the same, and
/// where the vendor says how much was heard, no less than that, so that an old text which comes late stays the older.
/// </summary>
internal sealed class InterimRevisions
{
    private readonly Recent<string, (string Text, int Floor, int Revision)> _known = new(256);

    /// <param name="floor">What grows with the utterance, as <see cref="Revisions.OfHeard"/> has it; 0 where nothing does.</param>
    public int Of(string utteranceId, string text, int floor = 0)
    {
        var revision = floor;
        if (_known.TryGet(utteranceId, out var last))
        {
            if (last.Text == text)
                return last.Revision;
            if (floor < last.Floor)
                return floor;
            revision = Math.Min(Math.Max(floor, last.Revision + 1), Revisions.Final - 1);
        }
        _known.Set(utteranceId, (text, floor, revision));
        return revision;
    }

    /// <summary>Goes on from what another instance numbered last.</summary>
    public void Recall(string utteranceId, string text, int revision) => _known.Set(utteranceId, (text, 0, revision));

    public bool IsKnown(string utteranceId, string text) => _known.TryGet(utteranceId, out var last) && last.Text == text;

    public void Forget(string utteranceId) => _known.Forget(utteranceId);
}
