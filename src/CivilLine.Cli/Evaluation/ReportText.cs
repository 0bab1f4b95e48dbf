using System.Globalization;
using System.Text;

namespace CivilLine.Cli.Evaluation;

/// <summary>A report as Markdown, for the terminal and for the model's card.</summary>
internal static class ReportText
{
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        Line($"Test split: {report.TestLines} lines, none of them seen in training or in choosing thresholds.");
        Line($"");
        Line($"| category | lines | recall | precision | false positives | AUC | calibration error | word list: recall | precision | false positives |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (model, words) in report.Heads.Zip(report.WordListHeads))
            Line($"| {model.Category} | {model.Lines} | {model.Recall:F2} | {model.Precision:F2} | {model.FalsePositives:P1} | {model.Auc:F3} | {model.CalibrationError:F3} | {words.Recall:F2} | {words.Precision:F2} | {words.FalsePositives:P1} |");
        Line($"");
        Line($"| | model | word list |");
        Line($"| --- | --- | --- |");
        Line($"| exactly the right categories | {report.Overall.Exact:P1} | {report.WordList.Exact:P1} |");
        Line($"| mean F1 of the categories | {report.Overall.MeanF1:F3} | {report.WordList.MeanF1:F3} |");
        Line($"| labelled lines given any category | {report.Overall.FoundAny:P1} | {report.WordList.FoundAny:P1} |");
        Line($"| clean lines given any category | {report.Overall.FlaggedClean:P1} | {report.WordList.FlaggedClean:P1} |");
        Line($"");
        Line($"Of {report.Severity.Lines} labelled lines found, severity is exact in {report.Severity.Exact:P0}, within one step in {report.Severity.WithinOne:P0}; whom it is aimed at is right in {report.Severity.Target:P0}.");
        Line($"");
        Line($"Said in pieces ({report.Split.Lines} test lines): exactly right after the last piece {report.Split.RightAtEnd:P0}, flagged or not rightly {report.Split.FlagRight:P0}; something that does not belong stood before the last piece in {report.Split.WrongBefore:P0}.");
        Line($"");
        Line($"| slice | lines | exact | labelled found | clean flagged |");
        Line($"| --- | --- | --- | --- | --- |");
        foreach (var slice in report.Slices)
            Line($"| {slice.Slice} | {slice.Lines} | {slice.Exact:P0} | {slice.FoundAny:P0} | {slice.FlaggedClean:P1} |");
        if (report.Alarms.Count == 0)
            return text.ToString();
        Line($"");
        Line($"| ordinary speech | turns | any category in 1,000 | word list in 1,000 | {string.Join(" | ", report.Heads.Select(head => head.Category))} |");
        Line($"| --- | --- | --- | --- |{string.Concat(report.Heads.Select(_ => " --- |"))}");
        foreach (var alarm in report.Alarms)
            Line($"| {alarm.Source} | {alarm.Turns} | {alarm.AnyPerThousand:F2} | {alarm.WordListPerThousand:F2} | {string.Join(" | ", report.Heads.Select(head => alarm.PerThousand[head.Category].ToString("F2", CultureInfo.InvariantCulture)))} |");
        return text.ToString();
    }
}
