using CivilLine.Cli.Evaluation;

namespace CivilLine.Cli.Releases;

/// <summary>A figure that a new version may not lose.</summary>
/// <param name="Row">"*" for every row of the table.</param>
/// <param name="Slack">How much worse it may be, in the figure's own unit, as long as that is within the interval.</param>
internal sealed record Guard(string Table, string Row, string Column, double Slack)
{
    public bool Covers(Figure figure) =>
        figure.Table == Table && figure.Column == Column && (Row == "*" || figure.Row == Row);
}

internal static class Guards
{
    public static readonly IReadOnlyList<Guard> All =
    [
        new(Tables.Alarms, SpeechFiles.Operator, Tables.Caution, 0.3),
        new(Tables.Alarms, SpeechFiles.Telephone, Tables.Caution, 0.3),
        new(Tables.Alarms, SpeechFiles.Operator, Tables.Serious, 0.1),
        new(Tables.Alarms, SpeechFiles.Telephone, Tables.Serious, 0.1),
        new(Tables.Alarms, SpeechFiles.Together, Tables.Critical, 0.02),
        new(Tables.Safeguarding, "*", Tables.Rate, 0.02),
        new(Tables.Lines, Tables.CleanFlagged, Slices.Frozen, 0.005),
        new(Tables.Lines, Tables.CleanFlagged, Slices.Both, 0.005),
        new(Tables.Recall, "*", Slices.Frozen, 0.02),
        new(Tables.Recall, "*", Slices.Both, 0.02),
        new(Tables.Split, "*", Slices.Frozen, 0.03),
        new(Tables.Calls, "clean turns given any category", Slices.Frozen, 0.005),
        new(Tables.Styles, "*", Tables.CleanLines, 0.02),
        new(Tables.Identity, "everybody", "identity term, templates", 0.01),
    ];

    public static Guard? Of(Figure figure) => All.FirstOrDefault(guard => guard.Covers(figure));
}
