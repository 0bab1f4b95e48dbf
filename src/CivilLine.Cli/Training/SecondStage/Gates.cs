using CivilLine.Scoring;

namespace CivilLine.Cli.Training.SecondStage;

/// <summary>Chooses from which first-stage probability on the second stage is asked.</summary>
internal static class Gates
{
    /// <summary>
    /// A gate for each category, each passed by as many harmless turns as the others, so low that together they let
    /// <paramref name="share"/> of the turns pass.
    /// </summary>
    /// <param name="harmless">For each turn, the first stage's probability of each category.</param>
    /// <param name="most">For each category, what its gate must not exceed.</param>
    public static float[] Choose(IReadOnlyList<float[]> harmless, double share, IReadOnlyList<float> most)
    {
        var descending = Enumerable.Range(0, CategoryScores.Length)
            .Select(head => harmless.Select(turn => turn[head]).OrderDescending().ToArray()).ToArray();
        float[] Passed(int turns) =>
            [.. descending.Select((scores, head) => turns < scores.Length ? Math.Min(most[head], scores[turns]) : 0)];

        var (low, high) = (0, harmless.Count);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var gates = Passed(middle);
            if (harmless.Count(turn => Opens(turn, gates)) <= share * harmless.Count)
                low = middle;
            else
                high = middle - 1;
        }
        return Passed(low);
    }

    public static bool Opens(IReadOnlyList<float> probabilities, IReadOnlyList<float> gates)
    {
        for (var head = 0; head < gates.Count; head++)
        {
            if (probabilities[head] >= gates[head])
                return true;
        }
        return false;
    }
}
