using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Evidence;

/// <summary>What is known of the call besides its words.</summary>
internal sealed record EvidenceCall(
    string CallId, string? AgentId, string? AgentName, string? Team, string? Queue, string? Language, string? Caller, DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt, CallParty? EndedBy, string? EndedByName, string? EndReason, LadderStep Step, bool Frozen, Severity? PeakSeverity);

/// <summary>Which models and policies decided anything in the call.</summary>
internal sealed record EvidenceVersions(IReadOnlyList<string> Models, IReadOnlyList<string> Policies);

/// <summary>A person or a system that is known to have been told: by what they did, or because the system confirmed it.</summary>
internal sealed record EvidenceTold(DateTimeOffset At, string Who, string What, string? Detail, string? Reason, string? AlertId);

/// <summary>Everything that an evidence pack shows. The same call gives the same pack until something is added to the call.</summary>
internal sealed record EvidencePack(
    EvidenceCall Call, EvidenceVersions Versions, IReadOnlyList<FragmentView> Said, IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<AlertChangeView> AlertChanges, IReadOnlyList<LadderMove> Steps, IReadOnlyList<EvidenceTold> Told)
{
    public const string Note =
        "Transcript as recognised and redacted before it was stored. Scores are probabilities of what was said, not of what anybody felt. "
        + "An alert is shown at once to the supervisors of the team who are looking; who was told is recorded where they acted on it.";

    /// <summary>Warnings that the agent gave: heard in the call or confirmed with "I have said it".</summary>
    public IEnumerable<LadderMove> Warnings => Steps.Where(IsWarning);

    public static bool IsWarning(LadderMove step) => step.Rule.EndsWith("warning-said", StringComparison.Ordinal);

    /// <summary>The newest revision of each utterance, in order.</summary>
    public IEnumerable<FragmentView> Transcript => Said.GroupBy(fragment => fragment.UtteranceId)
        .Select(utterance => utterance.MaxBy(fragment => fragment.Revision)!).OrderBy(fragment => fragment.StartMs);
}
