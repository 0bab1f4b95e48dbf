namespace CivilLine.Scoring.Features;

/// <summary>A fixed hash, the same on every machine and run: saved models depend on it.</summary>
internal static class FeatureHash
{
    public const int Bits = 18;
    public const int Buckets = 1 << Bits;

    public static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9E3779B1u;
        return hash ^ (hash >> 15);
    }

    public static uint Word(ReadOnlySpan<char> word)
    {
        var hash = 0x811C9DC5u;
        foreach (var c in word)
            hash = Mix(hash, c);
        return hash;
    }

    public static int Bucket(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return (int)(hash >> (32 - Bits));
    }
}
