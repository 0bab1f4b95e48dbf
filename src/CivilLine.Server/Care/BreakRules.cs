using CivilLine.Escalation;

namespace CivilLine.Care;

/// <summary>When a break is worth offering, by the policy. Each is a reason of its own: nothing is added up into one figure.</summary>
internal static class BreakRules
{
    public static BreakRuleView View(CareRules rules) => new(
        rules.BreakAfterCritical, rules.BreakAfterSerious, rules.BreakAfterHardTime.TotalMinutes, rules.BreakAfterCallsEnded);

    public static IReadOnlyList<BreakReason> For(Exposure shift, CareRules rules)
    {
        var reasons = new List<BreakReason>();
        if (Reaches(shift.Critical, rules.BreakAfterCritical))
            reasons.Add(BreakReason.CriticalMoment);
        if (Reaches(shift.Serious, rules.BreakAfterSerious))
            reasons.Add(BreakReason.SeriousMoments);
        if (Reaches(shift.HardMinutes, rules.BreakAfterHardTime.TotalMinutes))
            reasons.Add(BreakReason.LongExposure);
        if (Reaches(shift.CallsEnded, rules.BreakAfterCallsEnded))
            reasons.Add(BreakReason.CallEnded);
        return reasons;
    }

    private static bool Reaches(double borne, double limit) => limit > 0 && borne >= limit;
}
