namespace CivilLine.Escalation.Documents;

internal static class CareShape
{
    private static readonly Section<CareRules> After = new Section<CareRules>("breakAfter")
        .Has("critical", "So many critical moments aimed at the agent; 0: this alone is no reason.", Count(),
            care => care.BreakAfterCritical, (care, count) => care with { BreakAfterCritical = (int)count })
        .Has("serious", "So many serious moments; 0: this alone is no reason.", Count(),
            care => care.BreakAfterSerious, (care, count) => care with { BreakAfterSerious = (int)count })
        .Has("hardTime", "So long on calls that had such a moment; 0s: this alone is no reason.",
            new Duration(TimeSpan.Zero, TimeSpan.FromHours(12)), care => care.BreakAfterHardTime, (care, time) => care with { BreakAfterHardTime = time })
        .Has("callsEnded", "So many hard calls that had to be ended; 0: this alone is no reason.", Count(),
            care => care.BreakAfterCallsEnded, (care, count) => care with { BreakAfterCallsEnded = (int)count });

    public static readonly Section<CareRules> Care = new Section<CareRules>("care")
        .Has("breakAfter", "From how much in one shift a break is suggested to the agent and to their supervisors.", After, care => care, (_, care) => care)
        .Has("breakReminder", "After how long supervisors are told once more of a request for a break that nobody answered.",
            new DurationOrNever(TimeSpan.FromMinutes(1), TimeSpan.FromHours(4)), care => care.BreakReminder, (care, time) => care with { BreakReminder = time });

    private static Number Count() => new(0, 100, isWhole: true);
}
