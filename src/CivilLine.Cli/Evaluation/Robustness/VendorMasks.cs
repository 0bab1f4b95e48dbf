using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Swear words as vendors' filters print them.</summary>
internal sealed class VendorMasks : ITransformation
{
    public string Name => "masks";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        words.Select(word => TellingWords.IsSwearing(word) ? TellingWords.Inside(word, core => Mask(core, draw)) : word);

    private static string Mask(string word, Draw draw) => draw.Below(4) switch
    {
        0 => word[0] + new string('*', word.Length - 1),
        1 => new string('*', word.Length),
        2 => "[profanity]",
        _ => $"{word[0]}{new string('*', Math.Max(1, word.Length - 2))}{(word.Length > 2 ? word[^1] : "")}",
    };
}
