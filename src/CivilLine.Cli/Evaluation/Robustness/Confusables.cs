using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Letters of other scripts that look the same, full-width ones, accents and invisible characters.</summary>
internal sealed class Confusables : ITransformation
{
    private const string Letters = "aceiopsxy";
    private const string Lookalikes = "асеіорѕху";

    public string Name => "unicode confusables";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) => TellingWords.Rewrite(words, word => draw.Below(4) switch
    {
        0 => string.Concat(word.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter)),
        1 => string.Join('\u200B', word.AsEnumerable()),
        2 => string.Concat(word.Select(letter => letter is 'a' or 'e' or 'i' or 'o' or 'u' ? $"{letter}\u0301" : $"{letter}")),
        _ => string.Concat(word.Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 ? Lookalikes[at] : letter)),
    });
}
