using System.Globalization;

namespace CivilLine.Sources.Mapping;

internal enum TimeUnit
{
    /// <summary>Milliseconds, from the call's start.</summary>
    Ms,

    /// <summary>Seconds, with a fraction.</summary>
    S,

    /// <summary>Ticks of 100 ns.</summary>
    Ticks,

    /// <summary>An ISO 8601 duration: <c>PT27.86S</c>.</summary>
    Duration,

    /// <summary><c>H:MM:SS</c> or <c>MM:SS</c>, with a fraction.</summary>
    Clock,

    /// <summary>A moment: <c>2026-11-20T10:15:30.128Z</c>.</summary>
    Time,

    /// <summary>A moment, in milliseconds since 1970.</summary>
    EpochMs,

    /// <summary>A moment, in seconds since 1970.</summary>
    EpochS,
}

internal sealed record MappedTime(MappedValue Value, TimeUnit Unit)
{
    public bool IsMoment => Unit is TimeUnit.Time or TimeUnit.EpochMs or TimeUnit.EpochS;

    public DateTimeOffset? Moment(in MessageView view) => MomentOf(Value.Read(view));

    /// <summary>Milliseconds from the call's start.</summary>
    public long? OffsetMs(in MessageView view) => OffsetOf(Value.Read(view));

    public MappedTime Opening(IReadOnlyList<OpenedString> strings) => this with { Value = Value.Opening(strings) };

    private DateTimeOffset? MomentOf(string? text) => Unit switch
    {
        TimeUnit.Time => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null,
        TimeUnit.EpochMs => Epoch(text.AsNumber()),
        TimeUnit.EpochS => Epoch(text.AsNumber() * 1000),
        _ => null,
    };

    private long? OffsetOf(string? text) => Unit switch
    {
        TimeUnit.Ms => text.AsNumber().AsWhole(),
        TimeUnit.S => (text.AsNumber() * 1000).AsWhole(),
        TimeUnit.Ticks => (text.AsNumber() / TimeSpan.TicksPerMillisecond).AsWhole(),
        TimeUnit.Duration => IsoDuration.Milliseconds(text),
        TimeUnit.Clock => ClockMs(text).AsWhole(),
        _ => null,
    };

    // Nine thousand years lie within what a DateTimeOffset holds.
    private static DateTimeOffset? Epoch(double? ms) =>
        ms is > -6e13 and < 2.5e14 ? DateTimeOffset.UnixEpoch.AddMilliseconds(ms.Value) : null;

    private static double? ClockMs(string? text)
    {
        var parts = text?.Split(':');
        if (parts is not { Length: 2 or 3 })
            return null;
        double? seconds = 0;
        foreach (var part in parts)
            seconds = seconds * 60 + part.AsNumber();
        return seconds * 1000;
    }
}
