using System.Text.Json;
using CivilLine.Health;

namespace CivilLine.Store;

/// <summary>What was counted of a source on one UTC day.</summary>
internal sealed class SourceDayRow
{
    /// <summary>Whose its calls are: a key's id, or a source's own.</summary>
    public required string Owner { get; set; }
    public DateOnly Day { get; set; }
    public long Fragments { get; set; }
    public long Masked { get; set; }
    public DateTimeOffset? MaskedAt { get; set; }
    public long Unscored { get; set; }
    public long Late { get; set; }

    /// <summary>A count for each code, as JSON.</summary>
    public required string Refused { get; set; }

    public static SourceDayRow Of(string owner, DateOnly day, SourceDay counts) => new()
    {
        Owner = owner,
        Day = day,
        Fragments = counts.Fragments,
        Masked = counts.Masked,
        MaskedAt = counts.MaskedAt,
        Unscored = counts.Unscored,
        Late = counts.Late,
        Refused = JsonSerializer.Serialize(counts.Refused),
    };

    public SourceDay ToDay() => new()
    {
        Fragments = Fragments,
        Masked = Masked,
        MaskedAt = MaskedAt,
        Unscored = Unscored,
        Late = Late,
        Refused = JsonSerializer.Deserialize<SortedDictionary<string, long>>(Refused)!,
    };
}
