using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation;

/// <summary>What each figure must reach and should, in one place.</summary>
internal static class Goals
{
    private static readonly Dictionary<string, Goal> ById = List().ToDictionary(pair => pair.Id, pair => pair.Goal, StringComparer.Ordinal);

    /// <summary>Which figures have a goal: table, row ("*" for every one) and column.</summary>
    public static IReadOnlyCollection<string> Ids => ById.Keys;

    public static Goal? For(Figure figure)
    {
        // A slice of the test lines has the goal of all of them.
        var column = Slices.All.Contains(figure.Column) ? Slices.Both : figure.Column;
        return ById.GetValueOrDefault($"{figure.Table}/{figure.Row}/{column}")
            ?? ById.GetValueOrDefault($"{figure.Table}/*/{column}");
    }

    private static IEnumerable<(string Id, Goal Goal)> List() =>
    [
        (Id(Tables.Alarms, SpeechFiles.Operator, Tables.Caution), Most(2, 0.5)),
        (Id(Tables.Alarms, SpeechFiles.Telephone, Tables.Caution), Most(3, 0.5)),
        (Id(Tables.Alarms, SpeechFiles.Operator, Tables.Serious), Most(0.3, 0.1)),
        (Id(Tables.Alarms, SpeechFiles.Telephone, Tables.Serious), Most(0.3, 0.1)),
        // A file of 8,000 turns cannot show it, however quiet the model: the bound is asked of both together.
        (Id(Tables.Alarms, SpeechFiles.Together, Tables.Critical), Most(0.05, 0) with { ByBound = true }),
        (Id(Tables.Safeguarding, "wrong, both speech files", Tables.Rate), Most(0.05, 0)),

        .. new (Category Category, double Must)[]
        {
            (Category.Swearing, 0.95), (Category.Threat, 0.80), (Category.Hostility, 0.70), (Category.Discrimination, 0.75),
            (Category.Sexual, 0.75), (Category.Escalation, 0.80),
        }.Select(head => (Id(Tables.Recall, HeadNames.Of(head.Category), Slices.Both), Least(head.Must, 0.95))),
        (Id(Tables.Recall, HeadNames.Of(Category.Safeguarding), Slices.Both), Least(0.85, 0.98)),

        (Id(Tables.Lines, Tables.CleanFlagged, Slices.Both), Most(0.04, 0.01)),
        (Id(Tables.Strength, "severity exact", Slices.Both), Least(0.75, 0.90)),
        (Id(Tables.Strength, "severity within one step", Slices.Both), Least(0.95, 0.99)),
        (Id(Tables.Strength, "target F1, macro", Slices.Both), Least(0.85, 0.95)),
        (Id(Tables.Strength, "target F1, micro", Slices.Both), Least(0.85, 0.95)),
        (Id(Tables.Strength, "critical precision", Slices.Both), Least(0.85, 0.98)),
        (Id(Tables.Strength, "critical recall", Slices.Both), Least(0.90, 0.98)),

        (Id(Tables.Split, "right after the last piece", Slices.Both), Least(0.85, 0.95)),
        (Id(Tables.Split, "not wrong before it", Slices.Both), Least(0.97, 0.99)),
        (Id(Tables.Calibration, "*", Tables.Error), Most(0.03, 0.01)),

        (Id(Tables.Public, "HateCheck, hateful or not", Tables.Accuracy), Least(null, 0.80)),
        (Id(Tables.Public, "ConvAbuse test, any abuse", Tables.Auc), Least(0.88, 0.95)),
        (Id(Tables.Public, "Unhealthy Conversations, mean of four", Tables.Auc), Least(null, 0.71)),

        (Id(Tables.Bias, "*", Tables.WorstToMean), Most(2, 1.3)),
        (Id(Tables.Robustness, "*", Tables.Fall), Most(0.05, null)),
        (Id(Tables.Speed, "through ML.NET", Tables.Time), Most(150, null)),
        (Id(Tables.Speed, "direct", Tables.Time), Most(null, 20)),
        (Id(Tables.Speed, "direct", Tables.Allocated), Most(null, 0)),
        (Id(Tables.Speed, "as served, an unsure text", Tables.Time), Most(2000, 500)),
    ];

    private static Goal Least(double? must, double? aim) => new(must, aim, HigherIsBetter: true);

    private static Goal Most(double? must, double? aim) => new(must, aim, HigherIsBetter: false);

    private static string Id(string table, string row, string column) => $"{table}/{row}/{column}";
}
