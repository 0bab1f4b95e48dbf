using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Digits and signs for one or two letters of a telling word.</summary>
internal sealed class Leet : ITransformation
{
    private const string Letters = "aeiost";
    private const string Signs = "@31057";

    public string Name => "leet";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) => TellingWords.Rewrite(words, word =>
    {
        var left = 1 + draw.Below(2);
        return string.Concat(word.Select(letter =>
        {
            var at = Letters.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            return at >= 0 && left-- > 0 ? Signs[at] : letter;
        }));
    });
}
