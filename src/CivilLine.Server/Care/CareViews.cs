namespace CivilLine.Care;

/// <summary>
/// What an agent had to bear: time and moments, never a judgement of them. There is no figure here that one agent
/// could be held against another by, and no order but that of the names.
/// </summary>
/// <param name="HardCalls">Calls with hostile, threatening, sexual or discriminatory words aimed at the agent.</param>
/// <param name="HardMinutes">How long those calls were, all together.</param>
/// <param name="Serious">Moments of that severity on them.</param>
/// <param name="CallsEnded">Of those calls, the ones that the agent or a supervisor ended above calm.</param>
internal sealed record Exposure(int HardCalls, double HardMinutes, int Serious, int Critical, int CallsEnded)
{
    public static readonly Exposure None = new(0, 0, 0, 0, 0);
}

/// <param name="From">When the first call began after the last long pause.</param>
internal sealed record ShiftExposure(DateTimeOffset From, Exposure Exposure);

internal enum BreakReason
{
    CriticalMoment,
    SeriousMoments,
    LongExposure,
    CallEnded,
}

/// <param name="Shift">Null where the agent has no shift now: no call began since the last long pause.</param>
/// <param name="Week">The last seven days.</param>
/// <param name="BreakReasons">Why to offer a break now; empty while the shift is calm.</param>
internal sealed record AgentCare(
    string AgentId, string? AgentName, ShiftExposure? Shift, Exposure Week, IReadOnlyList<BreakReason> BreakReasons);

/// <param name="Agents">Those with a hard call in the week, by name.</param>
/// <param name="Calm">How many others took calls.</param>
internal sealed record CareList(
    DateTimeOffset From, DateTimeOffset To, BreakRuleView Rules, IReadOnlyList<AgentCare> Agents, int Calm);

/// <summary>From how much in one shift the policy suggests a break, so that a page can say why; 0 is no reason.</summary>
internal sealed record BreakRuleView(int Critical, int Serious, double HardMinutes, int CallsEnded);
