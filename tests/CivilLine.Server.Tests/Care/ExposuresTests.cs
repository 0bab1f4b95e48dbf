using CivilLine.Care;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Care;

public sealed class ExposuresTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shift_goes_back_to_the_last_long_pause()
    {
        CallSpan[] calls = [Call(-20, -19.5), Call(-6, -5.5), Call(-2, -1)];

        Assert.Equal(Now.AddHours(-6), Exposures.ShiftStart(calls, Now));
    }

    [Fact]
    public void Shift_is_over_after_a_long_pause() => Assert.Null(Exposures.ShiftStart([Call(-7, -5)], Now));

    [Fact]
    public void Minutes_are_those_of_the_call_within_the_time_and_each_call_counts_once()
    {
        HardMoment[] moments = [Moment(1, -0.4, Severity.Serious), Moment(1, -0.3, Severity.Critical), Moment(2, -0.2, Severity.Caution)];

        var exposure = Exposures.Of(moments, Now.AddHours(-0.5), Now);

        Assert.Equal(new Exposure(HardCalls: 2, HardMinutes: 60, Serious: 1, Critical: 1, CallsEnded: 0), exposure);
    }

    [Fact]
    public void Call_counts_as_ended_where_the_agent_ended_it_above_calm_alone()
    {
        var moment = Moment(1, -0.2, Severity.Serious);
        HardMoment[] moments =
        [
            moment with { EndedBy = CallParty.Agent, Step = LadderStep.MayEnd },
            moment with { CallKey = 2, EndedBy = CallParty.Agent, Step = LadderStep.Calm },
            moment with { CallKey = 3, EndedBy = CallParty.Customer, Step = LadderStep.MayEnd },
        ];

        Assert.Equal(1, Exposures.Of(moments, Now.AddHours(-1), Now).CallsEnded);
    }

    [Fact]
    public void Break_is_offered_for_each_reason_by_itself_and_for_none_below()
    {
        Assert.Empty(BreakRules.For(new Exposure(5, 19.9, 2, 0, 0), Standard));
        Assert.Equal([BreakReason.CriticalMoment], BreakRules.For(new Exposure(1, 1, 0, 1, 0), Standard));
        Assert.Equal([BreakReason.SeriousMoments], BreakRules.For(new Exposure(1, 1, 3, 0, 0), Standard));
        Assert.Equal([BreakReason.LongExposure], BreakRules.For(new Exposure(1, 20, 0, 0, 0), Standard));
        Assert.Equal([BreakReason.CallEnded], BreakRules.For(new Exposure(1, 1, 0, 0, 1), Standard));
    }

    [Fact]
    public void Reason_that_the_policy_takes_away_is_none() => Assert.Empty(BreakRules.For(
        new Exposure(9, 90, 9, 9, 9),
        new CareRules { BreakAfterCritical = 0, BreakAfterSerious = 0, BreakAfterHardTime = TimeSpan.Zero, BreakAfterCallsEnded = 0 }));

    private static readonly CareRules Standard = new();

    private static CallSpan Call(double from, double to) => new(Now.AddHours(from), Now.AddHours(to));

    private static HardMoment Moment(long call, double at, Severity severity) => new(
        "a-1", Now.AddHours(at), severity, call, Now.AddHours(-1), Now, null, null, LadderStep.Warn);
}
