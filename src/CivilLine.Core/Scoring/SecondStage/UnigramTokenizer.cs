namespace CivilLine.Scoring.SecondStage;

/// <summary>
/// Cuts text into the pieces of a unigram vocabulary, as SentencePiece does: the cut whose log-probabilities add up
/// to most, spaces written as U+2581 with one in front, neighbouring unknown characters as one unknown piece.
/// Microsoft.ML.Tokenizers has this only for a binary model file, and with allocations for each text.
/// </summary>
internal sealed class UnigramTokenizer
{
    public const char Space = '▁';

    /// <summary>How much less likely than the rarest piece an unknown unit is; SentencePiece's own figure.</summary>
    private const double UnknownPenalty = 10;

    /// <summary>
    /// "aa a" and "a aa" are equally likely. Rounding must not choose between them, or the same words would be cut
    /// otherwise after a longer text: the first that was offered stays.
    /// </summary>
    private const double Tie = 1e-9;

    private const int LongestWord = 1000;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknown;
    private readonly int _longest;

    public UnigramTokenizer(PieceVocabulary vocabulary)
    {
        _scores = [.. vocabulary.Pieces.Select(piece => piece.Score)];
        var usable = vocabulary.Usable
            .GroupBy(id => vocabulary.Pieces[id].Text, StringComparer.Ordinal)
            .Select(same => (Text: same.Key, Id: same.MaxBy(id => _scores[id])))
            .ToArray();
        _trie = new PieceTrie(usable);
        _unknown = usable.Min(piece => _scores[piece.Id]) - UnknownPenalty;
        _longest = usable.Max(piece => piece.Text.Length);
    }

    /// <summary>
    /// Writes the pieces' numbers from the front of <paramref name="ids"/>. Where they do not all fit, the last ones
    /// stay: the newest words matter most.
    /// </summary>
    /// <param name="text">Words with single spaces between them.</param>
    /// <returns>How many were written; 0 for an empty text.</returns>
    public int Encode(ReadOnlySpan<char> text, Span<long> ids)
    {
        if (text.IsEmpty)
            return 0;
        text = Newest(text, ids.Length * _longest);
        Span<double> best = stackalloc double[text.Length + 2];
        Span<Step> steps = stackalloc Step[text.Length + 2];
        Search(text, best, steps);
        return Trace(steps, ids);
    }

    /// <summary>
    /// The words at the end that surely fill as many pieces, to keep a very long text cheap. No piece crosses a space,
    /// so that dropping whole words changes nothing in the rest.
    /// </summary>
    private static ReadOnlySpan<char> Newest(ReadOnlySpan<char> text, int most)
    {
        if (text.Length <= most)
            return text;
        var before = text[..^most];
        var word = Math.Min(LongestWord, before.Length - 1 - before.LastIndexOf(' '));
        return text[^(most + word)..];
    }

    /// <summary>Viterbi: for each end, the likeliest last piece. Position 0 is before the space in front.</summary>
    private void Search(ReadOnlySpan<char> text, Span<double> best, Span<Step> steps)
    {
        best.Fill(double.NegativeInfinity);
        best[0] = 0;
        for (var start = 0; start <= text.Length; start++)
        {
            var node = PieceTrie.Root;
            var single = false;
            for (var end = start; end <= text.Length; end++)
            {
                node = _trie.Next(node, Unit(text, end));
                if (node == PieceTrie.None)
                    break;
                if (_trie.PieceAt(node) is var piece and not PieceTrie.None)
                {
                    single |= end == start;
                    Offer(best, steps, end + 1, best[start] + _scores[piece], new Step(start, piece));
                }
            }
            if (!single)
                Offer(best, steps, start + 1, best[start] + _unknown, new Step(start, PieceVocabulary.Unknown));
        }
    }

    private static void Offer(Span<double> best, Span<Step> steps, int end, double score, Step step)
    {
        if (score > best[end] + Tie)
            (best[end], steps[end]) = (score, step);
    }

    private static char Unit(ReadOnlySpan<char> text, int at) => at == 0 || text[at - 1] == ' ' ? Space : text[at - 1];

    private static int Trace(ReadOnlySpan<Step> steps, Span<long> ids)
    {
        var count = 0;
        for (var end = steps.Length - 1; end > 0; end = steps[end].Start)
        {
            var piece = steps[end].Piece;
            if (piece == PieceVocabulary.Unknown && count > 0 && ids[^count] == PieceVocabulary.Unknown)
                continue;
            if (count == ids.Length)
                break;
            ids[^++count] = piece;
        }
        ids[^count..].CopyTo(ids);
        return count;
    }

    private readonly record struct Step(int Start, int Piece);
}
