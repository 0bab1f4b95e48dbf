namespace CivilLine.Calls;

/// <summary>From when to when something is asked about; the last seven days where that is left out.</summary>
internal static class Period
{
    private const int MostDays = 92;

    public static (DateTimeOffset From, DateTimeOffset To) Read(QueryReader query, DateTimeOffset now)
    {
        var to = query.Time("to") ?? now;
        var from = query.Time("from") ?? to.AddDays(-7);
        if (from >= to || to - from > TimeSpan.FromDays(MostDays))
            query.Fail("from", $"must be before 'to', by at most {MostDays} days");
        return (from, to);
    }
}
