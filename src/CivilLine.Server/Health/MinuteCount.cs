namespace CivilLine.Health;

/// <summary>How many in the last sixty seconds, to the second. Not for two threads at once.</summary>
internal sealed class MinuteCount
{
    private const int Seconds = 60;

    private readonly long[] _second = new long[Seconds];
    private readonly int[] _count = new int[Seconds];

    public void Add(int count, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var slot = (int)(second % Seconds);
        if (_second[slot] != second)
            (_second[slot], _count[slot]) = (second, 0);
        _count[slot] += count;
    }

    public int Sum(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var sum = 0;
        for (var slot = 0; slot < Seconds; slot++)
            if (second - _second[slot] < Seconds)
                sum += _count[slot];
        return sum;
    }
}
