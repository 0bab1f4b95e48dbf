namespace CivilLine.Cli.Evaluation.Statistics;

/// <summary>Repeatable chance (SplitMix64): the same seed draws the same, on every machine.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit) => (int)(Next() % (uint)limit);

    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
