using System.Text;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Cli.Sources;

/// <summary>Writes what messages become: events as they are, and about them what a person needs to know.</summary>
/// <param name="mapping">Null for a built-in format.</param>
internal sealed class DryRun(ISourceFormat format, SourceMapping? mapping, TextWriter output, TextWriter errors)
{
    /// <returns>Whether nothing was refused, and there was something to try.</returns>
    public bool Show(IEnumerable<(int Line, SourceMessage Message)> messages)
    {
        var (count, events, refused) = (0, 0, 0);
        using var lines = new EventLines();
        var at = 0;
        if (format is MappingFormat mapped)
            mapped.Note = note => errors.WriteLine($"line {at}: {note}");
        foreach (var (line, message) in messages)
        {
            count++;
            at = line;
            lines.Clear();
            lines.Add(format, message);
            events += lines.Count;
            refused += lines.Refused.Count;
            Show(line, lines);
        }
        errors.WriteLine($"{Counted(count, "message")}: {Counted(events, "event")}, {refused} refused.");
        return refused == 0 && count > 0;
    }

    private void Show(int line, EventLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
            output.WriteLine(Encoding.UTF8.GetString(lines[i].Span));
        foreach (var (member, error) in lines.Refused)
            errors.WriteLine(member is null ? $"line {line} is refused: {error}" : $"line {line} is refused at {member}: {error}");
        if (lines.Count > 0 || lines.Refused.Count > 0)
            return;
        errors.WriteLine($"line {line} became nothing: it holds no words, or no rule is for it.");
        foreach (var rule in mapping?.RulesInWords() ?? [])
            errors.WriteLine($"  {rule}");
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
