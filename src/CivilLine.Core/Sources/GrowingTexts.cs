namespace CivilLine.Sources;

/// <summary>
/// Utterances whose parts come one by one and belong together. Each part makes the text longer and its revision higher, in
/// whatever order they come; a part that comes again says the text as it stands, which is a duplicate.
/// </summary>
internal sealed class GrowingTexts
{
    private const int Calls = 1024;
    private const int OpenPerCall = 8;
    private const int PartsPerText = 64;
    private const int LongestText = 4096;

    private readonly Recent<string, Recent<string, Growing>> _calls = new(Calls);

    public (string Text, int Revision, long? StartMs, long? EndMs) Add(
        string call, string utterance, string part, string text, long? startMs, long? endMs)
    {
        if (!_calls.TryGet(call, out var open))
            _calls.Set(call, open = new Recent<string, Growing>(OpenPerCall));
        if (!open.TryGet(utterance, out var growing))
            open.Set(utterance, growing = new Growing());
        growing.Add(part, text, startMs ?? 0, endMs ?? startMs ?? 0);
        return (growing.Text, growing.Revision, startMs is null ? null : growing.StartMs, endMs is null ? null : growing.EndMs);
    }

    public void Close(string call, string utterance)
    {
        if (_calls.TryGet(call, out var open))
            open.Forget(utterance);
    }

    public void Forget(string call) => _calls.Forget(call);

    private sealed class Growing
    {
        private readonly List<(long StartMs, string Id, string Text)> _parts = [];
        private int _length;

        public int Revision { get; private set; } = -1;
        public long StartMs { get; private set; } = long.MaxValue;
        public long EndMs { get; private set; }
        public string Text => string.Join(' ', _parts.Select(part => part.Text.Trim()));

        public void Add(string id, string text, long startMs, long endMs)
        {
            if (_parts.Exists(part => part.Id == id) || _parts.Count >= PartsPerText || _length + text.Length > LongestText)
                return;
            var at = _parts.Count;
            while (at > 0 && _parts[at - 1].StartMs > startMs)
                at--;
            _parts.Insert(at, (startMs, id, text));
            _length += text.Length + 1;
            (StartMs, EndMs) = (Math.Min(StartMs, startMs), Math.Max(EndMs, endMs));
            // No less than what was heard, so that a text begun anew after a restart stays below what was said before it.
            Revision = Math.Min(Math.Max(Revision + 1, Revisions.OfHeard(EndMs - StartMs)), Revisions.Final - 1);
        }
    }
}
