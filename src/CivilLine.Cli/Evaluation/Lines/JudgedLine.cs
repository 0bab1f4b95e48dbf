using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>A test line and what the model says of it.</summary>
internal sealed record JudgedLine(CorpusLine Line, Assessment Said)
{
    public CategorySet Labels { get; } = LabelsOf(Line);

    public bool IsClean => Labels.IsEmpty;

    public bool IsFlagged => !Said.Categories.IsEmpty;

    public static CategorySet LabelsOf(CorpusLine line) =>
        Enum.GetValues<Category>().Where(line.Has).Aggregate(CategorySet.Empty, (set, category) => set.With(category));

    /// <summary>Scores test lines that were said in one piece.</summary>
    public static JudgedLine[] Judge(IReadOnlyList<CorpusLine> lines, TextScorer scorer)
    {
        var said = scorer.Score([.. lines.Select(line => line.Text)]);
        return [.. lines.Select((line, i) => new JudgedLine(line, said[i]))];
    }
}
