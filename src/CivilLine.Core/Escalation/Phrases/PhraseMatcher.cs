using System.Buffers;
using System.Collections.Frozen;

namespace CivilLine.Escalation.Phrases;

/// <summary>What was found in a text.</summary>
/// <param name="Phrases">Whether each phrase was.</param>
/// <param name="Words">Every word of the text, in UTF-16 units, with the marks of the phrases that cover it.</param>
internal sealed record PhraseMatches(bool[] Phrases, (int Start, int End, int Marks)[] Words);

/// <summary>
/// Finds phrases in one pass over the words. Each word advances the positions that ask for it and nothing is ever tried
/// again, so that the work is at most words × positions, whatever anybody writes or says. Safe for many threads.
/// </summary>
internal sealed class PhraseMatcher
{
    // The word before the first would be -1, and a position that nothing reached must not look like it.
    private const int Never = -2;

    private readonly (Phrase Phrase, int Mark)[] _phrases;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly (string Prefix, string Suffix, int[] Positions)[] _wildcards;

    /// <summary>A position is one word of one phrase; those of a phrase lie side by side.</summary>
    private readonly (int Phrase, int Ordinal)[] _positions;

    /// <param name="phrases">Each with the bits that it leaves on the words that it covers.</param>
    public PhraseMatcher(IEnumerable<(Phrase Phrase, int Mark)> phrases)
    {
        _phrases = [.. phrases];
        var positions = new List<(int, int)>();
        var exact = new Dictionary<string, List<int>>();
        var wildcards = new Dictionary<string, List<int>>();
        for (var phrase = 0; phrase < _phrases.Length; phrase++)
        {
            for (var ordinal = 0; ordinal < _phrases[phrase].Phrase.Words.Count; ordinal++)
            {
                var word = _phrases[phrase].Phrase.Words[ordinal];
                var kind = word.Contains('*', StringComparison.Ordinal) ? wildcards : exact;
                if (!kind.TryGetValue(word, out var asking))
                    kind[word] = asking = [];
                asking.Add(positions.Count);
                positions.Add((phrase, ordinal));
            }
        }

        _positions = [.. positions];
        _exact = exact.ToFrozenDictionary(word => word.Key, word => word.Value.ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcards = [.. wildcards.Select(word => (
            word.Key[..word.Key.IndexOf('*', StringComparison.Ordinal)],
            word.Key[(word.Key.IndexOf('*', StringComparison.Ordinal) + 1)..],
            word.Value.ToArray()))];
    }

    public int Positions => _positions.Length;

    /// <param name="text">Normalised: words with single spaces between them.</param>
    /// <returns>Null where there is nothing, which costs no allocation.</returns>
    public PhraseMatches? Match(string text) => Match(text, out _);

    /// <param name="work">How often a word was held against a position, a wildcard or a mark: what the time is proportional to.</param>
    public PhraseMatches? Match(string text, out long work)
    {
        work = 0;
        if (_positions.Length == 0)
            return null;
        var reached = ArrayPool<int>.Shared.Rent(_positions.Length * 2);
        var words = ArrayPool<(int, int, int)>.Shared.Rent((text.Length / 2) + 1);
        try
        {
            reached.AsSpan(0, _positions.Length * 2).Fill(Never);
            var pass = new Pass(this, reached, words);
            pass.Read(text);
            work = pass.Work;
            return pass.Found is { } found ? new PhraseMatches(found, words[..pass.Count]) : null;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(reached);
            ArrayPool<(int, int, int)>.Shared.Return(words);
        }
    }

    public static bool IsPunctuation(ReadOnlySpan<char> word) => word is "?" or "!";

    /// <param name="reached">
    /// Where each position was last reached, and where before that: within one word a position must see what its predecessor
    /// was before this word moved it.
    /// </param>
    private ref struct Pass(PhraseMatcher matcher, Span<int> reached, Span<(int Start, int End, int Marks)> words)
    {
        private readonly Span<int> _reached = reached;
        private readonly Span<(int Start, int End, int Marks)> _words = words;

        public int Count;
        public long Work;
        public bool[]? Found;

        public void Read(ReadOnlySpan<char> text)
        {
            foreach (var range in text.Split(' '))
            {
                var word = text[range];
                if (word.IsEmpty || IsPunctuation(word))
                    continue;
                var (start, length) = range.GetOffsetAndLength(text.Length);
                _words[Count] = (start, start + length, 0);
                if (matcher._exact.TryGetValue(word, out var asking))
                    Advance(asking);
                foreach (var (prefix, suffix, positions) in matcher._wildcards)
                {
                    Work++;
                    if (word.Length >= prefix.Length + suffix.Length
                        && word.StartsWith(prefix, StringComparison.Ordinal) && word.EndsWith(suffix, StringComparison.Ordinal))
                        Advance(positions);
                }

                Count++;
            }
        }

        private void Advance(int[] positions)
        {
            Work += positions.Length;
            foreach (var position in positions)
            {
                var (phrase, ordinal) = matcher._positions[position];
                var length = matcher._phrases[phrase].Phrase.Words.Count;
                if (matcher._phrases[phrase].Phrase.Within is { } within)
                {
                    Reach(position);
                    if (AreNear(position - ordinal, length, within))
                        Find(phrase, _reached.Slice((position - ordinal) * 2, length * 2));
                }
                else if (ordinal == 0 || WasReached(position - 1))
                {
                    Reach(position);
                    if (ordinal == length - 1)
                        Find(phrase, length);
                }
            }
        }

        private readonly void Reach(int position) =>
            (_reached[position * 2], _reached[(position * 2) + 1]) = (Count, _reached[position * 2]);

        private readonly bool WasReached(int position) =>
            _reached[position * 2] == Count - 1 || (_reached[position * 2] == Count && _reached[(position * 2) + 1] == Count - 1);

        private readonly bool AreNear(int first, int length, int within)
        {
            for (var position = first; position < first + length; position++)
            {
                if (_reached[position * 2] < 0 || _reached[position * 2] <= Count - within)
                    return false;
            }

            return true;
        }

        /// <summary>The words up to this one.</summary>
        private void Find(int phrase, int length)
        {
            (Found ??= new bool[matcher._phrases.Length])[phrase] = true;
            Work += length;
            for (var word = Count - length + 1; word <= Count; word++)
                _words[word].Marks |= matcher._phrases[phrase].Mark;
        }

        /// <summary>The words where each position of a near phrase was last reached.</summary>
        private void Find(int phrase, ReadOnlySpan<int> at)
        {
            (Found ??= new bool[matcher._phrases.Length])[phrase] = true;
            Work += at.Length;
            for (var i = 0; i < at.Length; i += 2)
                _words[at[i]].Marks |= matcher._phrases[phrase].Mark;
        }
    }
}
