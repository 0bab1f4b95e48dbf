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

/// <summary>A warning that the agent gave, whether or not it moved the ladder.</summary>
/// <param name="Step">The step that it led to; null where the call stayed where it stood.</param>
internal sealed record EvidenceWarning(DateTimeOffset At, string Words, bool IsLast, string How, LadderStep? Step);

/// <summary>Everything that an evidence pack shows. The same call gives the same pack until something is added to the call.</summary>
internal sealed record EvidencePack(
    EvidenceCall Call, EvidenceVersions Versions, IReadOnlyList<FragmentView> Said, IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<AlertChangeView> AlertChanges, IReadOnlyList<LadderMove> Steps, IReadOnlyList<EvidenceTold> Told,
    IReadOnlyList<EvidenceWarning> Warnings)
{
    public const string Note =
        "Transcript as recognised and redacted before it was stored. Scores are probabilities of what was said, not of what anybody felt. "
        + "An alert is shown at once to the supervisors of the team who are looking; who was told is recorded where they acted on it.";

    /// <summary>The newest revision of each utterance, in order.</summary>
    public IEnumerable<FragmentView> Transcript => Newest(Said);

    public static IEnumerable<FragmentView> Newest(IEnumerable<FragmentView> said) => said.GroupBy(fragment => fragment.UtteranceId)
        .Select(utterance => utterance.MaxBy(fragment => fragment.Revision)!).OrderBy(fragment => fragment.StartMs);
}
