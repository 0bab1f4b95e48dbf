namespace CivilLine.Escalation;

public enum Weekday
{
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// <summary>A part of the day, wrapping over midnight where it ends before it begins, and a whole day where it ends as it begins. It belongs to the
/// day on which it began.</summary>
/// <param name="TimeZone">An IANA name, such as <c>Europe/London</c>.</param>
/// <param name="Days">The days for which it holds; null for every day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, string TimeZone = "UTC", IReadOnlyList<Weekday>? Days = null)
{
    /// <exception cref="TimeZoneNotFoundException">The zone is not known on this machine.</exception>
    public bool Contain(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (From != To && !time.IsBetween(From, To))
            return false;
        var began = From >= To && time < From ? local.AddDays(-1) : local;
        return Days is null || Days.Contains((Weekday)(((int)began.DayOfWeek + 6) % 7));
    }
}
