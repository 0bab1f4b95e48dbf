using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CivilLine.Scoring.SecondStage;

/// <summary>
/// The last tens of thousands of second-stage answers: some ten for each of thousands of live calls, 7 MB in all. A window joins the same pieces again with every piece that follows, so
/// that most texts come more than once. Keyed by a digest: what was said on a call does not stay here after it.
/// </summary>
internal sealed class AssessmentCache
{
    private const int Slots = 1 << 16;

    private readonly Entry?[] _slots = new Entry?[Slots];

    public static UInt128 KeyOf(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }

    public bool TryGet(UInt128 key, out Assessment assessment)
    {
        var entry = Volatile.Read(ref _slots[Slot(key)]);
        assessment = entry?.Key == key ? entry.Assessment : default;
        return entry?.Key == key;
    }

    /// <summary>Takes the place of whatever shares the slot.</summary>
    public void Put(UInt128 key, Assessment assessment) => Volatile.Write(ref _slots[Slot(key)], new Entry(key, assessment));

    private static int Slot(UInt128 key) => (int)((ulong)key % Slots);

    private sealed record Entry(UInt128 Key, Assessment Assessment);
}
