using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>A letter of the telling word drawn out, and words said twice, one in eight.</summary>
internal sealed class Repeats : ITransformation
{
    public string Name => "repeats";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        TellingWords.Rewrite([.. words.SelectMany<string, string>(word => draw.OneIn(8) ? [word, word] : [word])], word =>
        {
            var at = word.AsSpan().IndexOfAny("aeiou");
            return at < 0 ? word : word[..at] + new string(word[at], 2 + draw.Below(4)) + word[(at + 1)..];
        });
}
