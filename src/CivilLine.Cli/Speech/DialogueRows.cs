namespace CivilLine.Cli.Speech;

internal sealed record DialogueRow(string Dialogue, string Speaker, string Text, int Number);

/// <summary>Turns of the public dialogue files, by the names of their columns: dialogue_id, speaker and text.</summary>
internal static class DialogueRows
{
    public static IEnumerable<DialogueRow> Read(string path) =>
        from row in TsvFile.Rows(path)
        where !string.IsNullOrWhiteSpace(row["text"])
        select new DialogueRow(row["dialogue_id"], row["speaker"], row["text"], row.Number);

    /// <summary>Whole dialogues, whose turns stand together in the file.</summary>
    public static IEnumerable<IReadOnlyList<DialogueRow>> Dialogues(string path)
    {
        List<DialogueRow> open = [];
        foreach (var row in Read(path))
        {
            if (open.Count > 0 && open[0].Dialogue != row.Dialogue)
            {
                yield return open;
                open = [];
            }
            open.Add(row);
        }
        if (open.Count > 0)
            yield return open;
    }
}
