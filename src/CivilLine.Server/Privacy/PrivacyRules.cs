using CivilLine.Security;

namespace CivilLine.Privacy;

internal static class PrivacyRules
{
    private const int ReasonLength = 500;

    /// <summary>What an erasure cannot reach, said with each.</summary>
    public static readonly IReadOnlyList<string> ErasureNotes =
    [
        "The audit keeps the call's id, who erased it and why; no words of it.",
        "Backups made before hold the call still. A restore of one brings it back, unless the folder that it is restored into is the one that it was erased in.",
        "Files that were exported, and what webhooks' receivers were sent, are beyond this server.",
        "Pages that are open show what they had until they are loaded anew.",
    ];

    public static IResult? RefuseReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonLength || reason.Any(char.IsControl)
            ? Problems.Of(400, "required", $"'reason' is required: 1 to {ReasonLength} characters, none of them control characters. It stays in the audit.", "reason")
            : null;
}
