using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Labels;

/// <summary>
/// Chooses what to ask a reviewer: fragments near a threshold, where the model's stages disagree, behind dismissed alerts
/// and with one opinion so far; and one in five drawn by chance, without which nobody would know how often the model is
/// wrong where it is sure.
/// </summary>
internal sealed class LabelQueue(ReviewDatabase database, IToxicityScorer scorer, ScoringThreads threads)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;
    private const int Considered = 3000;
    private const int ByChance = 5;
    private const int AtOnce = 25;

    /// <summary>Half the odds of the threshold, or twice: further off the model is sure enough.</summary>
    private const double NearLogits = 0.7;

    public async Task<LabelQueuePage> ReadAsync(Viewer viewer, int limit)
    {
        var candidates = Candidates(viewer);
        MarkDismissed(candidates, viewer);
        if (scorer is IStagedScorer staged)
            // A few at a time: live calls wait for the same threads.
            foreach (var few in candidates.Chunk(AtOnce))
                await threads.RunAsync(() => MarkUnsure(few, staged));
        foreach (var candidate in candidates.Where(one => one.Others == 1))
            candidate.Because(0.5, LabelReason.SecondOpinion);
        var chosen = Choose(candidates, limit);
        return new LabelQueuePage(WithContext(chosen), candidates.Count);
    }

    /// <summary>The newest final words of callers that the viewer has not labelled and fewer than two others have.</summary>
    private List<QueueCandidate> Candidates(Viewer viewer)
    {
        using var connection = database.Open();
        return connection.Read(
            Read,
            $"""
            SELECT f.Id, f.CallKey, c.CallId, f.UtteranceId, f.Revision, f.Speaker, f.Text, f.StartMs, f.ReceivedAt, f.Scores,
                (SELECT COUNT(DISTINCT l.LabellerId) FROM Labels l WHERE l.CallKey = f.CallKey AND l.UtteranceId = f.UtteranceId) AS Others
            FROM store.Fragments f JOIN store.Calls c ON c.Key = f.CallKey
            WHERE f.IsFinal AND f.Speaker <> $agent AND f.Text <> '' AND {Sight.Condition} AND Others < 2
                AND NOT EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = f.CallKey AND l.UtteranceId = f.UtteranceId AND l.LabellerId = $me)
                AND NOT EXISTS (SELECT 1 FROM store.Fragments n WHERE n.CallKey = f.CallKey AND n.UtteranceId = f.UtteranceId AND n.Revision > f.Revision)
            ORDER BY f.Id DESC LIMIT $limit
            """,
            ("$agent", (int)Speaker.Agent), Sight.Teams(viewer), ("$me", viewer.Id), ("$limit", Considered));
    }

    private void MarkDismissed(List<QueueCandidate> candidates, Viewer viewer)
    {
        using var connection = database.Open();
        var dismissed = connection.Read(
            row => (Call: row.GetInt64(0), Category: (Category)row.GetInt32(1), Utterances: StoreJson.Ids(row.GetString(2)), Score: row.GetFloat(3)),
            $"""
            SELECT a.CallKey, a.Category, a.UtteranceIds, a.Score FROM store.Alerts a JOIN store.Calls c ON c.Key = a.CallKey
            WHERE a.Work = $dismissed AND {Sight.Condition} ORDER BY a.Version DESC LIMIT $limit
            """,
            ("$dismissed", (int)WorkState.Dismissed), Sight.Teams(viewer), ("$limit", Considered));
        var byKey = candidates.ToDictionary(one => (one.CallKey, one.UtteranceId));
        foreach (var alert in dismissed)
            foreach (var utterance in alert.Utterances)
                if (byKey.TryGetValue((alert.Call, utterance), out var candidate))
                    candidate.Because(1, LabelReason.Dismissed, alert.Category, alert.Score);
    }

    private static int MarkUnsure(QueueCandidate[] candidates, IStagedScorer scorer)
    {
        foreach (var candidate in candidates)
        {
            for (var category = (Category)0; (int)category < CategoryScores.Length; category++)
            {
                var (score, threshold) = (candidate.Scores[category], scorer.Threshold(category));
                if (Math.Abs(Logit(score) - Logit(threshold)) is var distance && distance <= NearLogits)
                    candidate.Because(1 - (0.5 * distance / NearLogits), LabelReason.NearThreshold, category, score, threshold);
            }
            // The stored score may be of words joined with those before; the stages are compared on the words alone.
            var text = Normalizer.Normalize(candidate.Text);
            var first = scorer.FirstStage(text);
            var both = scorer.Score(text);
            foreach (var category in new CategorySet(first.Categories.Bits ^ both.Categories.Bits))
                candidate.Because(
                    0.6 + (0.4 * Math.Abs(first.Scores[category] - both.Scores[category])), LabelReason.StagesDisagree, category,
                    both.Scores[category], first.Scores[category]);
        }
        return candidates.Length;
    }

    private static List<QueueCandidate> Choose(List<QueueCandidate> candidates, int limit)
    {
        // The same words again teach nothing new.
        var telling = new Queue<QueueCandidate>(candidates.Where(one => one.Worth > 0)
            .OrderByDescending(one => one.Worth).ThenByDescending(one => one.FragmentId)
            .DistinctBy(one => one.Text, StringComparer.OrdinalIgnoreCase));
        // By a fixed scramble of their numbers: chance, and the same for everybody who asks.
        var others = new Queue<QueueCandidate>(candidates.Where(one => one.Worth <= 0).OrderBy(one => Scramble(one.FragmentId)));
        var chosen = new List<QueueCandidate>(limit);
        while (chosen.Count < limit && telling.Count + others.Count > 0)
        {
            var isChance = telling.Count == 0 || (others.Count > 0 && chosen.Count % ByChance == ByChance - 1);
            var next = isChance ? others.Dequeue() : telling.Dequeue();
            if (isChance)
                next.Because(0, LabelReason.Chance);
            chosen.Add(next);
        }
        return chosen;
    }

    private List<QueueItem> WithContext(List<QueueCandidate> chosen)
    {
        using var connection = database.Open();
        using var before = connection.Command(
            """
            SELECT f.Speaker, f.Text, f.StartMs FROM store.Fragments f
            WHERE f.CallKey = $call AND f.StartMs < $start AND f.IsFinal
                AND NOT EXISTS (SELECT 1 FROM store.Fragments n WHERE n.CallKey = f.CallKey AND n.UtteranceId = f.UtteranceId AND n.Revision > f.Revision)
            ORDER BY f.StartMs DESC, f.Id DESC LIMIT 2
            """,
            ("$call", 0L), ("$start", 0L));
        return chosen.ConvertAll(one =>
        {
            before.Parameters["$call"].Value = one.CallKey;
            before.Parameters["$start"].Value = one.StartMs;
            var turns = before.Read(row => new QueueTurn((Speaker)row.GetInt32(0), row.GetString(1), row.GetInt64(2)));
            turns.Reverse();
            return new QueueItem(
                one.CallId, one.UtteranceId, one.Revision, one.Speaker, one.Text, one.StartMs, one.ReceivedAt, turns, one.Reasons, one.Others);
        });
    }

    private static QueueCandidate Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt32(4), (Speaker)row.GetInt32(5), row.GetString(6),
        row.GetInt64(7), row.Time(8), StoreJson.Scores(row.GetFieldValue<byte[]>(9)), row.GetInt32(10));

    private static ulong Scramble(long id) => unchecked((ulong)id * 0x9E3779B97F4A7C15UL) >> 20;

    private static double Logit(double probability)
    {
        var inside = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return Math.Log(inside / (1 - inside));
    }
}
