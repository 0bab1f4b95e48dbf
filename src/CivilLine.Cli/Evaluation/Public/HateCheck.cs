using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Speech;

namespace CivilLine.Cli.Evaluation.Public;

/// <summary>
/// Hateful or not. At our thresholds a case counts as hateful where any category but escalation applies; they are set
/// to be quiet on calls, so the usual reading of a score, from 0.5 on, stands beside it.
/// </summary>
internal static class HateCheck
{
    private const string Name = "HateCheck, hateful or not";

    public static void Add(FigureBook book, TextScorer scorer, string path)
    {
        var rows = TsvFile.Rows(path).Select(row => (Text: row["text"], Kind: row["functionality"], IsHateful: row["label_gold"] == "hateful")).ToArray();
        var said = scorer.Score([.. rows.Select(row => row.Text)]);
        var cases = rows.Select((row, i) => (
            row.Kind, row.IsHateful, Score: TextScorer.AnyAbuse(said[i]),
            IsRight: TextScorer.IsAbuse(said[i].Categories) == row.IsHateful,
            IsRightAtHalf: TextScorer.AnyAbuse(said[i]) >= 0.5f == row.IsHateful)).ToArray();

        book.Share(Tables.Public, Name, Tables.Accuracy, cases.Count(row => row.IsRight), cases.Length);
        book.Share(Tables.Public, Name + ", score from 0.5", Tables.Accuracy, cases.Count(row => row.IsRightAtHalf), cases.Length);
        var (area, interval) = RocArea.Of(cases.Select(row => (row.Score, row.IsHateful)));
        book.Value(Tables.Public, Name, Tables.Auc, area, interval, cases.Length, Unit.Score);
        foreach (var kind in cases.GroupBy(row => row.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            book.Share(Tables.HateCheck, kind.Key, Tables.Accuracy, kind.Count(row => row.IsRight), kind.Count());
            book.Share(Tables.HateCheck, kind.Key, "score from 0.5", kind.Count(row => row.IsRightAtHalf), kind.Count());
        }
    }
}
