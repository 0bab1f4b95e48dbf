using CivilLine.Cli.Evaluation.Lines;
using CivilLine.Cli.Speech;

namespace CivilLine.Cli.Evaluation.Systems;

/// <summary>The texts that every system in the table is asked about.</summary>
internal sealed class SystemSets(JudgedLine[] lines, FigureBook book, string? data)
{
    public const string Corpus = "corpus";
    public const string HateCheck = "hatecheck";
    public const string ConvAbuse = "convabuse_test";

    public IEnumerable<(SystemText Text, JudgedLine Line)> Lines() =>
        lines.Select(line => (new SystemText(Corpus, line.Line.Id, line.Line.Text), line));

    /// <summary>A speech file's turns, each by itself.</summary>
    public IEnumerable<SystemText> Turns(string file) =>
        Rows(file).Where(row => !string.IsNullOrWhiteSpace(row["text"])).Select(row => TextOf(file, row));

    public IEnumerable<(SystemText Text, bool Label)> Labelled(string file, Func<TsvRow, bool> label) =>
        Rows(file).Select(row => (TextOf(file, row), label(row)));

    /// <summary>All of it as set, id and text, for systems that run elsewhere.</summary>
    public void Write(string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("set\tid\ttext");
        var all = Lines().Select(line => line.Text)
            .Concat(SpeechFiles.All.SelectMany(Turns))
            .Concat(new[] { HateCheck, ConvAbuse }.SelectMany(file => Rows(file).Select(row => TextOf(file, row))));
        foreach (var text in all)
            writer.WriteLine($"{text.Set}\t{text.Id}\t{text.Text.Replace('\t', ' ')}");
    }

    private IEnumerable<TsvRow> Rows(string file) =>
        book.Find(data, "eval", file + ".tsv.gz") is { } path ? TsvFile.Rows(path) : [];

    private static SystemText TextOf(string file, TsvRow row) => new(file, $"{row.Number}", row["text"]);
}
