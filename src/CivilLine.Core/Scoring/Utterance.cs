using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>Scores what one speaker said in pieces, as a whole: the highest that still stands after the last piece.</summary>
public static class Utterance
{
    /// <summary>How many pieces back a piece is read together with.</summary>
    public const int WindowPieces = 5;

    /// <param name="fragments">Finals of one speaker, oldest first, a second apart.</param>
    public static Assessment Assess(WindowScorer scorer, IReadOnlyList<string> fragments) => Steps(scorer, fragments).Last();

    /// <summary>What stands after each piece in turn.</summary>
    public static IEnumerable<Assessment> Steps(WindowScorer scorer, IReadOnlyList<string> fragments)
    {
        var pieces = fragments.Select((text, i) =>
            new Piece($"{i}", Normalizer.Normalize(text), i * 1000L, (i * 1000L) + 900, IsFinal: true)).ToArray();
        var standing = new Dictionary<string, Assessment>();
        for (var i = 0; i < pieces.Length; i++)
        {
            var result = scorer.Assess(new ArraySegment<Piece>(pieces)[Math.Max(0, i + 1 - WindowPieces)..(i + 1)]);
            foreach (var gone in result.Superseded.Concat(result.UtteranceIds))
                standing.Remove(gone);
            standing[pieces[i].UtteranceId] = result.Assessment;
            yield return standing.Values.Aggregate(default(Assessment), Highest);
        }
    }

    private static Assessment Highest(Assessment one, Assessment other)
    {
        var scores = one.Scores;
        for (var i = 0; i < CategoryScores.Length; i++)
            scores[i] = Math.Max(scores[i], other.Scores[i]);
        var graver = (other.Severity ?? 0) > (one.Severity ?? 0) ? other : one;
        return new Assessment(
            scores, new CategorySet(one.Categories.Bits | other.Categories.Bits), graver.Severity, graver.Target);
    }
}
