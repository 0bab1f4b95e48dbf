using System.Text;

namespace CivilLine.Transcripts.Redaction;

/// <summary>A run of a text that a label takes the place of.</summary>
internal readonly record struct Edit(int Start, int End, string Label)
{
    /// <param name="edits">In order, none over another.</param>
    public static string Apply(string text, IReadOnlyList<Edit> edits)
    {
        if (edits.Count == 0)
            return text;
        var edited = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var edit in edits)
        {
            edited.Append(text, copied, edit.Start - copied).Append(edit.Label);
            copied = edit.End;
        }

        return edited.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where a run is after the edits; null where one of them took some of it.</summary>
    public static int? Moved(int start, int length, IReadOnlyList<Edit> edits)
    {
        var moved = start;
        foreach (var edit in edits)
        {
            if (edit.Start < start + length && edit.End > start)
                return null;
            if (edit.End <= start)
                moved += edit.Label.Length - (edit.End - edit.Start);
        }

        return moved;
    }

    /// <summary>In order, and those that touch as one.</summary>
    public static List<Edit> Merge(List<Edit> edits)
    {
        edits.Sort((one, other) => one.Start.CompareTo(other.Start));
        List<Edit> merged = [];
        foreach (var edit in edits)
        {
            if (merged.Count > 0 && edit.Start < merged[^1].End)
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, edit.End) };
            else
                merged.Add(edit);
        }

        return merged;
    }
}
