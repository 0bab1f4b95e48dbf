using CivilLine.Cli.Evaluation.Public;
using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Systems;

/// <summary>The model beside others on the same texts, each read by itself and flagged at any severity.</summary>
internal sealed class SystemFigures(FigureBook book, SystemSets sets)
{
    /// <param name="alone">How many turns of each speech file are flagged, where that was counted already.</param>
    public void Add(SystemUnderTest system, IReadOnlyDictionary<string, (int Flagged, int Turns)>? alone = null)
    {
        AddLines(system);
        foreach (var file in SpeechFiles.All)
        {
            var (flagged, turns) = alone is null ? Count(system, file) : alone.GetValueOrDefault(file);
            book.PerThousand(Tables.Systems, $"{file}, turns flagged", system.Name, flagged, turns);
        }
        var hateful = Ask(system, sets.Labelled(SystemSets.HateCheck, row => row["label_gold"] == "hateful"));
        book.Share(Tables.Systems, "HateCheck accuracy", system.Name, hateful.Count(row => row.Said.IsFlagged == row.Label), hateful.Length);
        var abusive = Ask(system, sets.Labelled(SystemSets.ConvAbuse, PublicSets.Half("toxic")));
        var (area, interval) = RocArea.Of(abusive.Select(row => (row.Said.Score, row.Label)));
        book.Value(Tables.Systems, "ConvAbuse AUC", system.Name, area, interval, abusive.Length, Unit.Score);
    }

    private void AddLines(SystemUnderTest system)
    {
        var rows = sets.Lines().Select(row => (row.Line, Said: system.Said(row.Text)))
            .Where(row => row.Said is not null).Select(row => (row.Line, Said: row.Said!.Value)).ToArray();
        void Share(string row, int part, int of) => book.Share(Tables.Systems, row, system.Name, part, of);
        Share("labelled lines flagged", rows.Count(row => !row.Line.IsClean && row.Said.IsFlagged), rows.Count(row => !row.Line.IsClean));
        Share("clean lines flagged", rows.Count(row => row.Line.IsClean && row.Said.IsFlagged), rows.Count(row => row.Line.IsClean));
        if (rows.Length == 0 || rows[0].Said.Categories is null)
            return;
        foreach (var category in Enum.GetValues<Category>())
        {
            var positives = rows.Where(row => row.Line.Labels.Contains(category)).ToArray();
            Share($"recall, {HeadNames.Of(category)}", positives.Count(row => row.Said.Categories!.Value.Contains(category)), positives.Length);
        }
        Share("exactly the right categories", rows.Count(row => row.Said.Categories == row.Line.Labels), rows.Length);
    }

    private (int Flagged, int Turns) Count(SystemUnderTest system, string file)
    {
        var (flagged, turns) = (0, 0);
        foreach (var text in sets.Turns(file))
        {
            if (system.Said(text) is not { } said)
                return default;
            turns++;
            flagged += said.IsFlagged ? 1 : 0;
        }
        return (flagged, turns);
    }

    private static (Verdict Said, bool Label)[] Ask(SystemUnderTest system, IEnumerable<(SystemText Text, bool Label)> rows) =>
        [.. rows.Select(row => (Said: system.Said(row.Text), row.Label)).Where(row => row.Said is not null).Select(row => (row.Said!.Value, row.Label))];
}
