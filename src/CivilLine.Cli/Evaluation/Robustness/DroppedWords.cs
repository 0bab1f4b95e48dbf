using System.Collections.Frozen;
using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Unstressed words go missing.</summary>
internal sealed class DroppedWords : ITransformation
{
    private static readonly FrozenSet<string> Unstressed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "an", "the", "to", "of", "and", "is", "are", "was", "it", "it's", "that", "at", "in", "on", "for", "with", "do", "be", "i'm", "have");

    public string Name => "dropped words";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        words.Where(word => !(Unstressed.Contains(word) && draw.OneIn(2)));
}
