using System.Diagnostics;
using System.Text.Json;
using CivilLine.Escalation;

namespace CivilLine.Calls;

/// <summary>How what was done on a call is named in the store, in <see cref="CallActView"/> and in the audit.</summary>
internal static class CallActKinds
{
    public const string BreakAsked = "breakAsked";
    public const string BreakAnswered = "breakAnswered";
    public const string BreakWithdrawn = "breakWithdrawn";

    /// <summary>What is between an agent and their supervisors: it says nothing of the call, and no reviewer is told.</summary>
    public static readonly string[] Private = [BreakAsked, BreakAnswered, BreakWithdrawn];

    public static (string Kind, string? Detail) Describe(CallAct act) => act switch
    {
        WarningSaid => ("warningSaid", null),
        HelpAsked => ("helpAsked", null),
        HelpAnswered answered => ("helpAnswered", Wire(answered.How)),
        Escalation.BreakAsked => (BreakAsked, null),
        Escalation.BreakAnswered answered => (BreakAnswered, Wire(answered.Answer)),
        Escalation.BreakWithdrawn => (BreakWithdrawn, null),
        StepAgreed agreed => (agreed.Agrees ? "agreed" : "notAgreed", null),
        EndingSaid ending => ("callEnded", Wire(ending.Party)),
        PolicyAct policy => (policy.Kind, policy.Detail),
        WorkAct { TakeOver: true, Work: WorkState.Claimed } => ("tookOver", null),
        WorkAct { Work: WorkState.Open } => ("released", null),
        WorkAct { Work: WorkState.Dismissed } work => ("dismissed", work.Label),
        WorkAct { Work: WorkState.Resolved } work => ("resolved", work.RootCause),
        WorkAct work => (Wire(work.Work), work.Until?.ToString("O")),
        _ => throw new UnreachableException($"The act {act.GetType().Name} has no name."),
    };

    private static string Wire<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
