using System.Globalization;

namespace CivilLine.Calls;

/// <summary>From when to when something is asked about; the last seven days where that is left out.</summary>
internal static class Period
{
    private const int MostDays = 92;

    public static (DateTimeOffset From, DateTimeOffset To) Read(QueryReader query, DateTimeOffset now)
    {
        var to = Time(query, "to") ?? now;
        var from = Time(query, "from") ?? to.AddDays(-7);
        if (from >= to || to - from > TimeSpan.FromDays(MostDays))
            query.Fail("from", $"must be before 'to', by at most {MostDays} days");
        return (from, to);
    }

    private static DateTimeOffset? Time(QueryReader query, string name)
    {
        if (query.Text(name) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        query.Fail(name, "must be a time of ISO 8601");
        return null;
    }
}
