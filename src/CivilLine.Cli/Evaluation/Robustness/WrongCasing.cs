using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Words in capitals, with a capital, or without one, anyhow.</summary>
internal sealed class WrongCasing : ITransformation
{
    public string Name => "wrong casing";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) => words.Select(word => draw.Below(3) switch
    {
        0 => word.ToUpperInvariant(),
        1 => char.ToUpperInvariant(word[0]) + word[1..],
        _ => word.ToLowerInvariant(),
    });
}
