using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>One way in which the same words reach the model otherwise.</summary>
internal interface ITransformation
{
    string Name { get; }

    /// <param name="draw">Seeded by the line, so that each line is changed the same way in every evaluation.</param>
    IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw);
}
