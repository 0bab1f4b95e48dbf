namespace CivilLine.Sources;

/// <summary>
/// What a source that repeats its whole list with every message has already had said as final: the same again is not
/// said again, and another text in its place once more, as its correction.
/// </summary>
internal sealed class SaidFinals
{
    private readonly Recent<string, (string Text, int Revision)> _said = new(512);

    /// <returns>The revision under which to say it; null where there is nothing new to say.</returns>
    public int? Say(string utteranceId, string text)
    {
        var revision = Revisions.Final;
        if (_said.TryGet(utteranceId, out var said))
        {
            if (said.Text == text || said.Revision == Revisions.Corrected)
                return null;
            revision = Revisions.Corrected;
        }
        _said.Set(utteranceId, (text, revision));
        return revision;
    }

    public bool IsSaid(string utteranceId) => _said.TryGet(utteranceId, out _);
}
