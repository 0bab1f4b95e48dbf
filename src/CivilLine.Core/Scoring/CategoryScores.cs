using System.Runtime.CompilerServices;

namespace CivilLine.Scoring;

/// <summary>A calibrated probability in [0, 1] for each category, held inline so that scoring allocates nothing.</summary>
[InlineArray(Length)]
public struct CategoryScores : IEquatable<CategoryScores>
{
    public const int Length = 7;

    private float _first;

    public float this[Category category]
    {
        readonly get => this[(int)category];
        set => this[(int)category] = value;
    }

    public readonly bool Equals(CategoryScores other) => ((ReadOnlySpan<float>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is CategoryScores other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var score in this)
            hash.Add(score);
        return hash.ToHashCode();
    }

    public static bool operator ==(CategoryScores left, CategoryScores right) => left.Equals(right);

    public static bool operator !=(CategoryScores left, CategoryScores right) => !left.Equals(right);
}
