namespace CivilLine.Scoring.SecondStage;

/// <summary>A trie of pieces as one open-addressed table of (node, unit) → node, built once and read without allocating.</summary>
internal sealed class PieceTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly ulong[] _keys;
    private readonly int[] _next;
    private readonly int[] _pieces;
    private readonly int _shift;

    /// <param name="pieces">Text of each piece and the number it is known by; no text twice, none empty.</param>
    public PieceTrie(IReadOnlyCollection<(string Text, int Id)> pieces)
    {
        var most = pieces.Sum(piece => piece.Text.Length) + 1;
        var bits = int.Log2(most * 2) + 1;
        _shift = 64 - bits;
        _keys = new ulong[1 << bits];
        _next = new int[1 << bits];
        _pieces = new int[most];
        Array.Fill(_pieces, None);
        var nodes = 1;
        foreach (var (text, id) in pieces)
        {
            var node = Root;
            foreach (var unit in text)
            {
                var slot = Slot(node, unit);
                if (_keys[slot] == 0)
                    (_keys[slot], _next[slot]) = (Key(node, unit), nodes++);
                node = _next[slot];
            }
            _pieces[node] = id;
        }
    }

    /// <summary>The node one unit further, or <see cref="None"/>.</summary>
    public int Next(int node, char unit)
    {
        var slot = Slot(node, unit);
        return _keys[slot] == 0 ? None : _next[slot];
    }

    /// <summary>The piece that ends at a node, or <see cref="None"/>.</summary>
    public int PieceAt(int node) => _pieces[node];

    /// <summary>Where the key is, or where it would be put.</summary>
    private int Slot(int node, char unit)
    {
        var key = Key(node, unit);
        var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (_keys[slot] != 0 && _keys[slot] != key)
            slot = (slot + 1) & (_keys.Length - 1);
        return slot;
    }

    /// <summary>Never 0, which marks a free slot.</summary>
    private static ulong Key(int node, char unit) => ((ulong)(uint)node << 16 | unit) + 1;
}
