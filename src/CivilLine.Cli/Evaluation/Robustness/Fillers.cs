using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Hesitations between the words, before one in six.</summary>
internal sealed class Fillers : ITransformation
{
    private static readonly string[] Sounds = ["um", "uh", "erm", "er", "like", "you know", "i mean", "well"];

    public string Name => "fillers";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        words.SelectMany<string, string>(word => draw.OneIn(6) ? [draw.Of(Sounds), word] : [word]);
}
