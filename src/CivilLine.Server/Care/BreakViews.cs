using CivilLine.Escalation;
using CivilLine.Store;

namespace CivilLine.Care;

/// <summary>An agent asked for a break after a call: for that agent and for the supervisors of the call's team.</summary>
/// <param name="RemindAt">When supervisors are told once more if nobody has answered; null for never.</param>
/// <param name="Answer">Null until somebody answers.</param>
/// <param name="WithdrawnAt">When the agent took it back; nobody needs to answer any more.</param>
public sealed record BreakView(
    string CallId, string AgentId, string? AgentName, string? Team, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset? RemindAt,
    BreakAnswer? Answer, string? AnsweredBy, DateTimeOffset? AnsweredAt, DateTimeOffset? WithdrawnAt);

internal sealed record BreakList(IReadOnlyList<BreakView> Breaks);

internal sealed record BreakAnswerRequest(BreakAnswer? Answer);

internal static class BreakViews
{
    /// <summary>Null where nobody asked.</summary>
    public static BreakView? Of(CallRow row, string? agentName) =>
        StoreJson.Break(row.Break) is { } asked && row.AgentId is { } agent
            ? new BreakView(
                row.CallId, agent, agentName, row.Team, asked.AskedAt, asked.AskedBy, asked.RemindAt, asked.Answer, asked.AnsweredBy,
                asked.AnsweredAt, asked.WithdrawnAt)
            : null;
}
