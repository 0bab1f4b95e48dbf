namespace CivilLine.Care;

/// <summary>When a break is worth offering. Each is a reason of its own: nothing is added up into one figure.</summary>
internal static class BreakRules
{
    public static readonly BreakRuleView Rules = new(Critical: 1, Serious: 3, HardMinutes: 20, CallsEnded: 1);

    public static IReadOnlyList<BreakReason> For(Exposure shift)
    {
        var reasons = new List<BreakReason>();
        if (shift.Critical >= Rules.Critical)
            reasons.Add(BreakReason.CriticalMoment);
        if (shift.Serious >= Rules.Serious)
            reasons.Add(BreakReason.SeriousMoments);
        if (shift.HardMinutes >= Rules.HardMinutes)
            reasons.Add(BreakReason.LongExposure);
        if (shift.CallsEnded >= Rules.CallsEnded)
            reasons.Add(BreakReason.CallEnded);
        return reasons;
    }
}
