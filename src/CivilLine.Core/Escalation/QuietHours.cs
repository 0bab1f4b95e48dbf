namespace CivilLine.Escalation;

/// <summary>A part of each day, wrapping over midnight where it ends before it begins.</summary>
/// <param name="TimeZone">An IANA name, such as <c>Europe/London</c>.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, string TimeZone = "UTC")
{
    /// <exception cref="TimeZoneNotFoundException">The zone is not known on this machine.</exception>
    public bool Contain(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        return TimeOnly.FromTimeSpan(local.TimeOfDay).IsBetween(From, To);
    }
}
