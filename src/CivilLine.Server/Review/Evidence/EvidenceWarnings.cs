using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Escalation.Speech;
using CivilLine.Transcripts;

namespace CivilLine.Review.Evidence;

/// <summary>The warnings of a call: those that moved the ladder, and those that were said while it already stood there.</summary>
internal static class EvidenceWarnings
{
    public static IReadOnlyList<EvidenceWarning> Of(CallDetail call, Policy policy)
    {
        var lines = EvidencePack.Newest(call.Fragments).ToList();
        var moves = call.Moves.Where(move => move.Rule.EndsWith("warning-said", StringComparison.Ordinal)).ToList();
        var known = moves.SelectMany(move => move.UtteranceIds).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. moves.Select(move => new EvidenceWarning(
                    move.At,
                    string.Join(" ", lines.Where(line => move.UtteranceIds.Contains(line.UtteranceId)).Select(line => line.Text)),
                    move.To == LadderStep.FinalWarning,
                    move.By is null ? move.Because : $"{move.Because}, by {move.By}",
                    move.To))
                .Concat(lines.Where(line => line is { Speaker: Speaker.Agent, IsFinal: true } && !known.Contains(line.UtteranceId))
                    .Select(line => (Line: line, IsLast: SpokenWarnings.IsLast(line.Text, policy)))
                    .Where(one => one.IsLast is not null)
                    .Select(one => new EvidenceWarning(one.Line.ReceivedAt, one.Line.Text, one.IsLast!.Value, "heard in the agent's words", null)))
                .OrderBy(warning => warning.At),
        ];
    }
}
