namespace CivilLine.Cli.Corpora;

/// <summary>Finds the lines that share most with another, exactly: every line is looked at that shares a gram with it.</summary>
internal sealed class GramIndex
{
    private readonly Dictionary<ulong, List<int>> _byGram = [];
    private readonly IReadOnlyList<Wording> _lines;
    private readonly int[] _common;

    public GramIndex(IReadOnlyList<Wording> lines)
    {
        _lines = lines;
        _common = new int[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var gram in lines[i].Grams)
            {
                if (!_byGram.TryGetValue(gram, out var holders))
                    _byGram.Add(gram, holders = []);
                holders.Add(i);
            }
        }
    }

    public int DistinctGrams => _byGram.Count;

    /// <summary>Lines that share a gram with <paramref name="line"/>, itself left out, with how alike they are (above 0, to 1).</summary>
    public IEnumerable<(Wording Other, double Alike)> Near(Wording line)
    {
        var touched = new List<int>();
        foreach (var gram in line.Grams)
        {
            foreach (var holder in _byGram.GetValueOrDefault(gram) ?? [])
            {
                if (_common[holder]++ == 0)
                    touched.Add(holder);
            }
        }
        var near = touched.ConvertAll(other => (_lines[other], Wording.Alike(_common[other], line, _lines[other])));
        foreach (var other in touched)
            _common[other] = 0;
        return near.Where(other => !ReferenceEquals(other.Item1, line));
    }
}
