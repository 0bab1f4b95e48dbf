using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace CivilLine.Faults.Fuzz;

/// <summary>
/// Which ways through the code an input took: SharpFuzz's instrumentation counts each in a table, as it would for AFL. Without
/// instrumentation nothing counts and every input is like any other.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 65536;

    // As long as the process: code that is instrumented counts on every thread, at any time.
    private static readonly byte* Table = (byte*)NativeMemory.AllocZeroed(Size);

    private readonly byte[] _known = new byte[Size];

    /// <summary>Before any code that is instrumented.</summary>
    public static void Begin() => Trace.SharedMem = Table;

    /// <summary>How many ways are known.</summary>
    public int Known { get; private set; }

    public static void Clear()
    {
        new Span<byte>(Table, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last input went a way that none went before, or one of them clearly more often.</summary>
    public bool IsNew()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(Table, Size / 8);
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            for (var i = word * 8; i < (word + 1) * 8; i++)
            {
                if (Table[i] == 0)
                    continue;
                // Once, twice, four times, …: how often exactly says nothing.
                var bucket = (byte)(1 << BitOperations.Log2(Table[i]));
                if ((_known[i] & bucket) != 0)
                    continue;
                Known += _known[i] == 0 ? 1 : 0;
                _known[i] |= bucket;
                isNew = true;
            }
        }
        return isNew;
    }
}
