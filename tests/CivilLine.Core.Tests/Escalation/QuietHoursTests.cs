using CivilLine.Escalation;

namespace CivilLine.Core.Tests.Escalation;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-01-05T21:59:00Z", false)]
    [InlineData("2026-01-05T22:00:00Z", true)]
    [InlineData("2026-01-06T03:00:00Z", true)]
    [InlineData("2026-01-06T06:00:00Z", false)]
    public void Hours_that_wrap_over_midnight_hold_both_sides_of_it(string now, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)).Contain(DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData("2026-01-09T23:00:00Z", true)]   // Friday's night
    [InlineData("2026-01-10T03:00:00Z", true)]   // goes on into Saturday
    [InlineData("2026-01-10T23:00:00Z", false)]  // and Saturday has none,
    [InlineData("2026-01-11T03:00:00Z", false)]
    [InlineData("2026-01-09T03:00:00Z", false)]  // nor has Thursday.
    public void Night_belongs_to_the_day_on_which_it_began(string now, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0), Days: [Weekday.Fri]).Contain(DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData("2026-01-10T00:00:00Z", true)]
    [InlineData("2026-01-11T23:59:59Z", true)]
    [InlineData("2026-01-09T23:59:59Z", false)]
    [InlineData("2026-01-12T00:00:00Z", false)]
    public void Hours_that_end_as_they_begin_are_the_whole_day(string now, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(TimeOnly.MinValue, TimeOnly.MinValue, Days: [Weekday.Sat, Weekday.Sun]).Contain(DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData("2026-07-01T12:30:00Z", true)]
    [InlineData("2026-01-01T12:30:00Z", false)]
    public void Hours_are_those_of_the_place_in_summer_and_winter(string now, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(new TimeOnly(13, 0), new TimeOnly(14, 0), "Europe/London").Contain(DateTimeOffset.Parse(now, null)));
}
