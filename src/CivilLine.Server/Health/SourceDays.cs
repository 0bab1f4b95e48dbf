namespace CivilLine.Health;

/// <summary>What a source brought on one day, by UTC.</summary>
internal sealed record SourceDay
{
    public static readonly SourceDay Nothing = new();

    public long Fragments { get; init; }
    public long Masked { get; init; }
    public DateTimeOffset? MaskedAt { get; init; }
    public long Unscored { get; init; }
    public long Late { get; init; }

    /// <summary>By code.</summary>
    public IReadOnlyDictionary<string, long> Refused { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    public SourceDay And(SourceDay other) => new()
    {
        Fragments = Fragments + other.Fragments,
        Masked = Masked + other.Masked,
        MaskedAt = MaskedAt > other.MaskedAt ? MaskedAt : other.MaskedAt ?? MaskedAt,
        Unscored = Unscored + other.Unscored,
        Late = Late + other.Late,
        Refused = other.Refused.Count == 0 ? Refused : new SortedDictionary<string, long>(
            Refused.Concat(other.Refused).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(reason => reason.Value)), StringComparer.Ordinal),
    };
}

/// <summary>The last seven days of a source, today included. Not for two threads at once.</summary>
internal sealed class SourceDays
{
    public const int Kept = 7;

    private readonly SortedDictionary<DateOnly, SourceDay> _days = [];

    public IReadOnlyDictionary<DateOnly, SourceDay> All => _days;

    public static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    public void Add(DateOnly day, SourceDay more)
    {
        _days[day] = _days.TryGetValue(day, out var known) ? known.And(more) : more;
        while (_days.Count > Kept)
            _days.Remove(_days.Keys.First());
    }

    public SourceDay Sum(DateTimeOffset now)
    {
        var first = DayOf(now).AddDays(1 - Kept);
        return _days.Where(day => day.Key >= first).Aggregate(SourceDay.Nothing, (sum, day) => sum.And(day.Value));
    }
}
