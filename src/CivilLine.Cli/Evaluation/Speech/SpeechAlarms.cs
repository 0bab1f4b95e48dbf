using System.Collections.Concurrent;
using CivilLine.Cli.Speech;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Speech;

/// <summary>Plays files of real, harmless speech call by call through the server's own monitor, and counts what stands.</summary>
internal sealed class SpeechAlarms(IToxicityScorer scorer, int workers)
{
    /// <summary>The standard policy but for two things: both sides are heard, and escalation, which only coaches, counts as well.</summary>
    private static readonly Policy Listening = Policy.Default with
    {
        ScoreAgent = true,
        Rules = Policy.Default.Rules.ToDictionary(rule => rule.Key, rule => rule.Value with { Alerts = true }),
    };

    public AlarmTally Count(string path)
    {
        var file = Path.GetFileName(path).Split('.')[0];
        var total = new AlarmTally();
        // Unbuffered: each thread holds one call.
        Parallel.ForEach(
            Partitioner.Create(DialogueRows.Dialogues(path), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            dialogue =>
            {
                var tally = Count($"{file}/{dialogue[0].Dialogue}", dialogue);
                lock (total)
                    total.Take(tally);
            });
        return total;
    }

    private AlarmTally Count(string where, IReadOnlyList<DialogueRow> dialogue)
    {
        var tally = new AlarmTally();
        var memo = new MemoScorer(scorer);
        var monitor = new CallMonitor(where, DateTimeOffset.UnixEpoch, new WindowScorer(memo), Listening);
        var now = DateTimeOffset.UnixEpoch;
        var number = 0;
        foreach (var turn in CallReader.AtPace(dialogue))
        {
            var fragment = CallReader.ToFragment(turn, where, number++);
            now = DateTimeOffset.UnixEpoch.AddMilliseconds(turn.EndMs);
            monitor.Apply(fragment, now);
            tally.TakeTurn(!memo.Score(Normalizer.Normalize(fragment.Text)).Categories.IsEmpty);
        }
        monitor.Apply(new CallEnded { CallId = where, EndedBy = CallParty.Customer }, now);
        foreach (var changes in monitor.TakeChanges()!.Alerts.GroupBy(change => change.Alert.Id))
            tally.TakeAlert(changes.Last().Alert, where);
        return tally;
    }
}
