using CivilLine.Cli.Training;

namespace CivilLine.Cli.Corpora;

/// <summary>A line as it is compared with others: its words without case and punctuation, and every three of them in a row.</summary>
internal sealed class Wording
{
    private Wording(string id, string text, CorpusLine? line)
    {
        Id = id;
        Line = line;
        Words = WordsOf(text);
        Grams = GramsOf(Words);
    }

    public string Id { get; }

    /// <summary>Null for a phrase that is no line of the corpus.</summary>
    public CorpusLine? Line { get; }

    public string[] Words { get; }

    /// <summary>Each once. Fewer than three words count as one gram, so that short lines can be alike too.</summary>
    public ulong[] Grams { get; }

    public string Text => string.Join(' ', Words);

    public static Wording Of(CorpusLine line) => new(line.Id, line.Whole, line);

    public static Wording Of(string id, string phrase) => new(id, phrase, null);

    /// <summary>The share that two have in common of the grams that either has.</summary>
    public static double Alike(int common, Wording one, Wording other) =>
        (double)common / (one.Grams.Length + other.Grams.Length - common);

    private static string[] WordsOf(string text)
    {
        var letters = text.Select(c => char.IsLetterOrDigit(c) || c is '\'' or '*' ? char.ToLowerInvariant(c) : c is '’' ? '\'' : ' ');
        return string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static ulong[] GramsOf(string[] words)
    {
        if (words.Length < 3)
            return [Hash(words)];
        var grams = new HashSet<ulong>();
        for (var i = 0; i + 3 <= words.Length; i++)
            grams.Add(Hash(words.AsSpan(i, 3)));
        return [.. grams];
    }

    private static ulong Hash(ReadOnlySpan<string> words)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in words)
        {
            foreach (var c in word)
                hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ ' ') * 1099511628211UL;
        }
        return hash;
    }
}
