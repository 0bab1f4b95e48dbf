using System.Text;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Pieces as one text to look for numbers in, stand-ins in their places, and the way back to each piece.</summary>
internal sealed class JoinedPieces
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End, PieceText Piece, int ShownStart, int ShownEnd)> _spans = [];

    public JoinedPieces(IReadOnlyList<PieceText> pieces)
    {
        foreach (var piece in pieces)
            Add(piece);
        Text = _text.ToString();
    }

    public string Text { get; }

    public bool IsStart(int at) => _spans.Exists(span => span.Start == at && (span.Start == 0 || _text[at - 1] == ' '));

    /// <summary>Cuts a run of the joined text out of every piece that it lies in; which those are.</summary>
    public List<PieceText> Cut(int start, int end, string label)
    {
        List<PieceText> cut = [];
        var parts = _spans.Where(span => span.Start < end && span.End > start).GroupBy(span => span.Piece).ToList();
        foreach (var part in parts)
        {
            var whole = part.ToList();
            var (first, last) = (whole[0], whole[^1]);
            // A label stands for all of its number, any other span letter for letter.
            var from = IsExact(first) ? first.ShownStart + Math.Max(0, start - first.Start) : first.ShownStart;
            var to = IsExact(last) ? last.ShownEnd - Math.Max(0, last.End - end) : last.ShownEnd;
            part.Key.Cut(from, to, label, whole: parts.Count == 1);
            cut.Add(part.Key);
        }

        return cut;
    }

    private void Add(PieceText piece)
    {
        if (piece.First < 0)
            return;
        var at = piece.Opens ? StartOf(piece, piece.First) : 0;
        var end = piece.Closes ? EndOf(piece, piece.Last) : piece.Text.Length;
        if (_text.Length > 0)
            _text.Append(' ');
        foreach (var standIn in piece.Entry.Fragment.StandIns.Where(one => one.Digits.Length > 0 && one.Start >= at && one.Start + one.Length <= end).OrderBy(one => one.Start))
        {
            Add(piece, at, standIn.Start, piece.Text[at..standIn.Start]);
            Add(piece, standIn.Start, standIn.Start + standIn.Length, standIn.Digits);
            at = standIn.Start + standIn.Length;
        }

        Add(piece, at, end, piece.Text[at..end]);
    }

    private void Add(PieceText piece, int from, int to, string text)
    {
        if (text.Length == 0)
            return;
        _spans.Add((_text.Length, _text.Length + text.Length, piece, from, to));
        _text.Append(text);
    }

    private static int StartOf(PieceText piece, int token) => piece.Tokens[token].Start - (piece.IsLabel(token) ? 1 : 0);

    private static int EndOf(PieceText piece, int token) => piece.Tokens[token].End + (piece.IsLabel(token) ? 1 : 0);

    private static bool IsExact((int Start, int End, PieceText Piece, int ShownStart, int ShownEnd) span) =>
        span.End - span.Start == span.ShownEnd - span.ShownStart && span.Piece.StandInAt(span.ShownStart) is null;
}
