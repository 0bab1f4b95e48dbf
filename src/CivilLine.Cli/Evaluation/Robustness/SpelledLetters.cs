using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Telling words letter by letter, with spaces, full stops or hyphens between.</summary>
internal sealed class SpelledLetters : ITransformation
{
    private static readonly string[] Between = [" ", ".", "-"];

    public string Name => "spelled letters";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        TellingWords.Rewrite(words, word => string.Join(draw.Of(Between), word.AsEnumerable()));
}
