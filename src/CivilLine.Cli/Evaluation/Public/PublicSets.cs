using System.Globalization;
using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Speech;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Public;

/// <summary>Public sets that other people labelled, by their own rules; nothing here was trained or tuned on.</summary>
internal sealed class PublicSets(FigureBook book, TextScorer scorer, string? data)
{
    public void Add()
    {
        Area("convabuse_test", "ConvAbuse test, any abuse", Half("toxic"));
        Unhealthy();
        Area("polite_guard_test", "Polite Guard, human rows, impolite", row => row["label"] == "impolite", row => row["source_model"] == "LMS");
        Area("openai_moderation_1680", "OpenAI moderation, any abuse", Half("toxic"), row => row["toxic"].Length > 0);
        Area("edos_test", "EDOS test, sexist", row => row["label_sexist"] == "sexist");
        Area("toxichat_test", "ToxiChat test, offensive", Half("toxic"), row => row["toxic"].Length > 0);
        if (book.Find(data, "eval", "hatecheck.tsv.gz") is { } hateCheck)
            HateCheck.Add(book, scorer, hateCheck);
        if (book.Find(data, "eval", "toxic_spans_semeval_test.tsv.gz") is { } spans)
            new ToxicSpans(scorer).Add(book, spans);
    }

    private void Unhealthy()
    {
        string[] kinds = ["hostile", "antagonize", "condescending", "dismissive"];
        var areas = new List<Figure>();
        foreach (var kind in kinds)
        {
            var row = $"Unhealthy Conversations, {kind}";
            Area("unhealthy_conversations_valtest", row, Half(kind), row => row[kind].Length > 0);
            areas.AddRange(book.Figures.Where(figure => figure.Table == Tables.Public && figure.Row == row));
        }
        if (areas.Count == kinds.Length)
            book.Value(Tables.Public, "Unhealthy Conversations, mean of four", Tables.Auc, areas.Average(area => area.Value), null, areas[0].Of, Unit.Score);
    }

    /// <summary>AUC of the score for any abuse.</summary>
    private void Area(string file, string name, Func<TsvRow, bool> label, Func<TsvRow, bool>? take = null)
    {
        if (book.Find(data, "eval", file + ".tsv.gz") is not { } path)
            return;
        var rows = TsvFile.Rows(path).Where(take ?? (_ => true)).Select(row => (Text: row["text"], Label: label(row))).ToArray();
        var said = scorer.Score([.. rows.Select(row => row.Text)]);
        var (area, interval) = RocArea.Of(rows.Select((row, i) => (TextScorer.AnyAbuse(said[i]), row.Label)));
        book.Value(Tables.Public, name, Tables.Auc, area, interval, rows.Length, Unit.Score);
    }

    /// <summary>Whether at least half of those who were asked said so.</summary>
    internal static Func<TsvRow, bool> Half(string column) => row =>
        double.TryParse(row[column], CultureInfo.InvariantCulture, out var share) && share >= 0.5;
}
