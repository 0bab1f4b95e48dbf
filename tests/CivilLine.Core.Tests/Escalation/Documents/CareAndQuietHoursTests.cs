using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation.Documents;

public sealed class CareAndQuietHoursTests
{
    [Fact]
    public void Break_rules_are_read_and_a_team_starts_from_the_centres()
    {
        var book = Policies("""
            name: centre
            care:
              breakAfter: { critical: 2, serious: 5, hardTime: 45m, callsEnded: 0 }
              breakReminder: 10m
            teams:
              arrears:
                care: { breakAfter: { serious: 2 } }
            """);

        var centre = book.Centre.Care;
        Assert.Equal(
            new CareRules
            {
                BreakAfterCritical = 2, BreakAfterSerious = 5, BreakAfterHardTime = TimeSpan.FromMinutes(45), BreakAfterCallsEnded = 0,
                BreakReminder = TimeSpan.FromMinutes(10),
            },
            centre);
        Assert.Equal(centre with { BreakAfterSerious = 2 }, book.For("arrears").Care);
    }

    [Fact]
    public void Standard_document_says_of_care_what_the_program_does() =>
        Assert.Equal(new CareRules(), StandardPolicy.Policies.Centre.Care);

    [Theory]
    [InlineData("care: { breakAfter: { critical: -1 } }", "care.breakAfter.critical", "a whole number from 0 to 100")]
    [InlineData("care: { breakAfter: { serious: 1.5 } }", "care.breakAfter.serious", "a whole number from 0 to 100")]
    [InlineData("care: { breakAfter: { hardTime: 13h } }", "care.breakAfter.hardTime", "from 0s to 12h")]
    [InlineData("care: { breakReminder: 10s }", "care.breakReminder", "from 1m to 4h")]
    [InlineData("care: { pauses: 3 }", "care.pauses", "is not known here")]
    [InlineData("notifications: { quietHours: { from: \"20:00\", to: \"07:00\", days: [monday] } }", "notifications.quietHours.days[0]", "is 'monday'")]
    [InlineData("notifications: { quietHours: { from: \"20:00\", to: \"07:00\", days: [] } }", "notifications.quietHours.days", "1 to 7 are taken")]
    [InlineData("notifications: { quietHours: [ { from: \"20:00\" } ] }", "notifications.quietHours[0].to", "is missing")]
    public void Mistake_is_told_with_its_line_its_path_and_what_may_stand_there(string line, string path, string message)
    {
        var problem = Assert.Single(PolicyReader.Read($"name: centre\n{line}\n", PolicyLimits.None).Problems);

        Assert.Equal((2, path), (problem.Line, problem.Path));
        Assert.Contains(message, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Days_that_may_stand_there_are_named()
    {
        var problem = Assert.Single(PolicyReader.Read(
            "name: centre\nnotifications: { quietHours: { from: \"20:00\", to: \"07:00\", days: [monday] } }\n", PolicyLimits.None).Problems);

        Assert.Equal(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], problem.Allowed!);
    }

    [Fact]
    public void Quiet_hours_are_one_part_of_the_day_or_a_list_of_them()
    {
        var one = Policies("name: centre\nnotifications: { quietHours: { from: \"22:00\", to: \"06:00\" } }\n").Centre.Work;
        var several = Policies("""
            name: centre
            notifications:
              quietHours:
                - { from: "20:00", to: "07:00", timeZone: Europe/London, days: [mon, tue] }
                - { from: "00:00", to: "00:00", days: [sun] }
            """).Centre.Work;

        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)), Assert.Single(one.Quiet));
        Assert.Equal([Weekday.Mon, Weekday.Tue], several.QuietHours!.Days!);
        Assert.True(several.AreQuietAt(DateTimeOffset.Parse("2026-01-05T21:00:00Z", null)));
        Assert.False(several.AreQuietAt(DateTimeOffset.Parse("2026-01-07T21:00:00Z", null)));
        Assert.True(several.AreQuietAt(DateTimeOffset.Parse("2026-01-11T12:00:00Z", null)));
    }

    [Fact]
    public void Critical_is_told_in_all_of_them()
    {
        var always = new WorkRules { Quiet = [new QuietHours(default, default)] };
        var now = DateTimeOffset.Parse("2026-01-05T21:00:00Z", null);

        Assert.True(always.Mutes(Severity.Serious, Category.Hostility, now, recent: 0));
        Assert.False(always.Mutes(Severity.Critical, Category.Hostility, now, recent: 0));
    }

    private static PolicyBook Policies(string yaml)
    {
        var reading = PolicyReader.Read(yaml, PolicyLimits.None);
        Assert.Empty(reading.Problems);
        return reading.Policies!;
    }
}
