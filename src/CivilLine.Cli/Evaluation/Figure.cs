using System.Text.Json.Serialization;

namespace CivilLine.Cli.Evaluation;

[JsonConverter(typeof(JsonStringEnumConverter<Unit>))]
internal enum Unit
{
    Share,
    PerThousand,
    Score,
    Ratio,
    Microseconds,
    Bytes,
}

/// <summary>One measured number. <see cref="Id"/> names the same thing in every evaluation.</summary>
/// <param name="Low">Lower end of the 95 % interval, and <paramref name="High"/> its upper end; null where there is none.</param>
/// <param name="Of">How many lines, turns or pairs it was counted on.</param>
internal sealed record Figure(
    string Table, string Row, string Column, double Value, double? Low, double? High, int Of, Unit Unit)
{
    public string Id => $"{Table}/{Row}/{Column}";

    public Goal? Goal { get; init; }

    public bool? MeetsMust => Goal?.MetBy(this, Goal.Must);

    public bool? MeetsAim => Goal?.MetBy(this, Goal.Aim);
}

/// <summary>What a figure has to reach, and what is hoped for.</summary>
/// <param name="ByBound">Whether the far end of the interval has to reach the must, not only the value.</param>
internal sealed record Goal(double? Must, double? Aim, bool HigherIsBetter, bool ByBound = false)
{
    public bool? MetBy(Figure figure, double? limit)
    {
        if (limit is null)
            return null;
        var value = ByBound && limit == Must ? (HigherIsBetter ? figure.Low : figure.High) ?? figure.Value : figure.Value;
        return HigherIsBetter ? value >= limit : value <= limit;
    }
}
