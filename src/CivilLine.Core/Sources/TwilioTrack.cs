using System.Globalization;

namespace CivilLine.Sources;

/// <summary>
/// Which callbacks of a track are one utterance: those after one final up to the next. An utterance is therefore named by
/// the final before it, which in order is always known. Where a final is overtaken by what follows, the words that had its
/// name are moved to their own as soon as it comes, so that every order of the same callbacks ends in the same utterances.
/// </summary>
internal sealed class TwilioTrack
{
    // Finals take this and above, so that one can give its name to an earlier one that was overtaken, again and again.
    private const int FirstFinal = 900;
    private const int LastRevision = Revisions.Corrected;

    private const int Remembered = 16;

    // Of an utterance's name: after which final it came, or with which callback the track was first heard.
    private const char After = 'a';
    private const char First = 's';

    // Callbacks may overtake the first that came; a track that is first heard later than this is named by what came first.
    private const int Beginning = 32;
    private const int RoomBelowFirst = 400;

    private readonly List<Utterance> _finals = [];
    private TwilioWords? _interim;
    private int _forgottenTo = -1;
    private int _first = -1;

    public TwilioTrack()
    {
    }

    /// <param name="told">What was told of each utterance last, by another instance.</param>
    public TwilioTrack(IReadOnlyList<TwilioTold> told)
    {
        foreach (var one in told)
        {
            if (one.Utterance is not [After or First, ..] || !int.TryParse(one.Utterance.AsSpan(1), CultureInfo.InvariantCulture, out var named))
                continue;
            _first = one.Utterance[0] == First ? named : Math.Max(_first, 0);
            // A final without a word was told to nobody, but the utterance after it has its name.
            if (one.Utterance[0] == After && named > 0 && !told.Any(other => other.Words.IsFinal && other.Words.Sequence == named))
                _finals.Add(new Utterance("", FirstFinal, new TwilioWords(named, "", true, null, null)) { IsSilent = true });
            if (one.Words.IsFinal)
                _finals.Add(new Utterance(one.Utterance, one.Revision, one.Words));
            else if (_interim is null || _interim.Value.Sequence < one.Words.Sequence)
                _interim = one.Words;
        }
        _finals.Sort((one, other) => one.Words.Sequence.CompareTo(other.Words.Sequence));
        for (var i = 0; i < _finals.Count; i++)
            if (_finals[i].Name.Length == 0)
                _finals[i].Rename(NameAfter(i - 1), FirstFinal);
        if (_finals.Count > 0 && _interim?.Sequence < _finals[^1].Words.Sequence)
            _interim = null;
        while (_finals.Count > Remembered)
            ForgetOldest();
    }

    /// <summary>What is to be said of utterances now that these words came.</summary>
    public IReadOnlyList<TwilioTold> Tell(in TwilioWords words)
    {
        if (_first < 0)
            _first = words.Sequence;
        return words.IsFinal ? TellFinal(words) : TellInterim(words);
    }

    private List<TwilioTold> TellInterim(in TwilioWords words)
    {
        var sequence = words.Sequence;
        var next = _finals.FindIndex(final => final.Words.Sequence >= sequence);
        if (next >= 0)
            return Named(words, _finals[next].Name, PreviousOf(next));
        if (words.Text.Length == 0 && _interim is null)
            return [];
        if (_interim is null || _interim.Value.Sequence < sequence)
            _interim = words;
        return Named(words, NameAfter(_finals.Count - 1), PreviousOf(_finals.Count));
    }

    private List<TwilioTold> TellFinal(in TwilioWords words)
    {
        var sequence = words.Sequence;
        if (_finals.Find(final => final.Words.Sequence == sequence) is { } known)
            return known.Tell(words);
        if (sequence <= _forgottenTo)
            return [new TwilioTold(Text($"l{sequence}"), FirstFinal, words)];
        var at = _finals.FindIndex(final => final.Words.Sequence > sequence);
        List<TwilioTold> told = at < 0 ? Append(words) : InsertBefore(at, words);
        if (_finals.Count > Remembered)
            ForgetOldest();
        return told;
    }

    private void ForgetOldest()
    {
        _forgottenTo = _finals[0].Words.Sequence;
        _finals.RemoveAt(0);
    }

    private List<TwilioTold> Append(in TwilioWords words)
    {
        var shown = _interim is not null;
        var final = new Utterance(NameAfter(_finals.Count - 1), FirstFinal, words) { IsSilent = words.Text.Length == 0 && !shown };
        _finals.Add(final);
        List<TwilioTold> told = [.. final.Tell()];
        if (_interim is { } later && later.Sequence > words.Sequence)
            told.AddRange(Named(later, NameAfter(_finals.Count - 1), words.Sequence));
        else
            _interim = null;
        return told;
    }

    /// <summary>The final that was overtaken takes the name that the next one had, and the next gets its own.</summary>
    private List<TwilioTold> InsertBefore(int at, in TwilioWords words)
    {
        var next = _finals[at];
        var final = new Utterance(next.Name, Math.Min(next.Revision + 1, LastRevision), words);
        next.Rename(Text($"{After}{words.Sequence}"), FirstFinal);
        _finals.Insert(at, final);
        return [.. final.Tell(), .. next.Tell()];
    }

    private List<TwilioTold> Named(in TwilioWords words, string name, int previous)
    {
        var revision = previous >= 0 ? words.Sequence - previous : words.Sequence - _first + RoomBelowFirst;
        return revision is >= 0 and < FirstFinal ? [new TwilioTold(name, revision, words)] : [];
    }

    /// <summary>The sequence that revisions of the utterance at <paramref name="place"/> count from; below 0 where there is none.</summary>
    private int PreviousOf(int place) => place > 0
        ? _finals[place - 1].Words.Sequence
        : _forgottenTo >= 0 ? _forgottenTo : _first <= Beginning ? 0 : -1;

    private string NameAfter(int place) => place >= 0 ? Text($"{After}{_finals[place].Words.Sequence}")
        : _first <= Beginning ? "a0" : Text($"{First}{_first}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Utterance(string name, int revision, TwilioWords words)
    {
        public string Name { get; private set; } = name;
        public int Revision { get; private set; } = revision;
        public TwilioWords Words => words;

        /// <summary>Nothing was shown that its emptiness would have to take back.</summary>
        public bool IsSilent { get; init; }

        public void Rename(string to, int revision) => (Name, Revision) = (to, revision);

        public List<TwilioTold> Tell() => Tell(words);

        /// <param name="again">The same words as they came again: of recalled ones, personal data is gone.</param>
        public List<TwilioTold> Tell(in TwilioWords again) => IsSilent ? [] : [new TwilioTold(Name, Revision, again)];
    }
}

internal readonly record struct TwilioWords(int Sequence, string Text, bool IsFinal, DateTimeOffset? At, double? Confidence);

internal readonly record struct TwilioTold(string Utterance, int Revision, TwilioWords Words);
