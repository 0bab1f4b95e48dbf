using System.Text.Json;
using CivilLine.Escalation;

namespace CivilLine.Calls;

/// <summary>How what a person did on a call is named in the store and in <see cref="CallActView"/>.</summary>
internal static class CallActKinds
{
    /// <summary>Null for work on an alert, which is kept as the alert's own change, with who and why.</summary>
    public static (string Kind, string? Detail)? Describe(CallAct act) => act switch
    {
        WarningSaid => ("warningSaid", null),
        HelpAsked => ("helpAsked", null),
        HelpAnswered answered => ("helpAnswered", JsonNamingPolicy.CamelCase.ConvertName(answered.How.ToString())),
        _ => null,
    };
}
