namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>An input as lines, with each line's end kept.</summary>
internal sealed class Lines
{
    private readonly List<byte[]> _lines = [];

    public Lines(byte[] input)
    {
        for (var start = 0; start < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', start);
            end = end < 0 ? input.Length : end + 1;
            _lines.Add(input[start..end]);
            start = end;
        }
        if (_lines.Count == 0)
            _lines.Add([]);
    }

    public int Count => _lines.Count;

    public byte[] this[int line] => _lines[line] is [.. var text, (byte)'\n'] ? text : _lines[line];

    public byte[] With(int line, byte[] text)
    {
        _lines[line] = _lines[line] is [.., (byte)'\n'] ? [.. text, (byte)'\n'] : text;
        return Joined();
    }

    /// <summary>A line less, or twice, or many times, or in another's place, or one of another input.</summary>
    public byte[] Shuffled(Random random, List<byte[]> inputs)
    {
        var (one, other) = (random.Next(_lines.Count), random.Next(_lines.Count));
        switch (random.Next(6))
        {
            case 0: _lines.RemoveAt(one); break;
            case 1: _lines.Insert(other, _lines[one]); break;
            case 2: (_lines[one], _lines[other]) = (_lines[other], _lines[one]); break;
            case 3: _lines.InsertRange(other, Enumerable.Repeat(_lines[one], random.Next(2, 40))); break;
            case 4: _lines.RemoveRange(one, random.Next(_lines.Count - one)); break;
            default:
                var stranger = new Lines(inputs[random.Next(inputs.Count)]);
                _lines.Insert(one, stranger._lines[random.Next(stranger.Count)]);
                break;
        }
        return Joined();
    }

    private byte[] Joined() => [.. _lines.SelectMany(line => line)];
}
