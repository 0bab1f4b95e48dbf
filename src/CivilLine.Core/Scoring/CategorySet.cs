using System.Collections;
using System.Numerics;

namespace CivilLine.Scoring;

/// <summary>A set of categories in one byte-sized value; enumerates in the order of <see cref="Category"/>.</summary>
public readonly record struct CategorySet(int Bits) : IEnumerable<Category>
{
    public static readonly int Count = Enum.GetValues<Category>().Length;

    public static CategorySet Empty => default;

    public bool IsEmpty => Bits == 0;

    public bool Contains(Category category) => (Bits & (1 << (int)category)) != 0;

    public CategorySet With(Category category) => new(Bits | (1 << (int)category));

    public IEnumerator<Category> GetEnumerator()
    {
        for (var bits = Bits; bits != 0; bits &= bits - 1)
            yield return (Category)BitOperations.TrailingZeroCount(bits);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", this);
}
