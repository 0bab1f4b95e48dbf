using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Speech;

internal static class SpeechFigures
{
    /// <param name="tallies">By file.</param>
    public static void Add(FigureBook book, IReadOnlyDictionary<string, AlarmTally> tallies)
    {
        if (tallies.Count == 0)
            return;
        foreach (var (file, tally) in tallies)
            Add(book, file, tally);
        if (tallies.Count < SpeechFiles.All.Count)
            return;
        var together = new AlarmTally();
        foreach (var tally in tallies.Values)
            together.Take(tally);
        Add(book, SpeechFiles.Together, together);
        book.PerThousand(
            Tables.Safeguarding, "wrong, both speech files", Tables.Rate, together.With(Category.Safeguarding), together.Turns);
    }

    private static void Add(FigureBook book, string file, AlarmTally tally)
    {
        void Row(string column, int part) => book.PerThousand(Tables.Alarms, file, column, part, tally.Turns);
        Row(Tables.Caution, tally.AtLeast(Severity.Caution));
        Row(Tables.Serious, tally.AtLeast(Severity.Serious));
        Row(Tables.Critical, tally.AtLeast(Severity.Critical));
        Row("raised and taken back", tally.TakenBack);
        Row("each turn by itself, any severity", tally.Alone);
        foreach (var category in Enum.GetValues<Category>())
            book.PerThousand(Tables.AlarmsByHead, HeadNames.Of(category), file, tally.With(category), tally.Turns);
    }
}
