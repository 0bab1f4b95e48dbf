using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>The space between two words is lost, once in every eight.</summary>
internal sealed class JoinedWords : ITransformation
{
    public string Name => "joined words";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw)
    {
        for (var i = 0; i < words.Count; i++)
            yield return i + 1 < words.Count && draw.OneIn(8) ? words[i] + words[++i] : words[i];
    }
}
