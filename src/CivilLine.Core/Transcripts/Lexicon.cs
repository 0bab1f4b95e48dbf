using System.Collections.Frozen;
using CivilLine.Scoring.Features;

namespace CivilLine.Transcripts;

/// <summary>
/// The words that callers use, so that a disguised one can be told from a name or a reference. Words.txt: the words of
/// the corpus's training lines, the most frequent first. Whole.txt: dictionary words that only look like two.
/// </summary>
internal static class Lexicon
{
    private const int Common = 300;
    private const int Usual = 6000;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Ranks = Lines("Words.txt")
        .Select((word, rank) => (word, rank)).ToFrozenDictionary(pair => pair.word, pair => pair.rank, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeWords =
        Lines("Whole.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TellingWords = Telling()
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Place in the order of frequency, 0 the most frequent; int.MaxValue for what is not listed.</summary>
    public static int Rank(ReadOnlySpan<char> word) => Ranks.TryGetValue(word, out var rank) ? rank : int.MaxValue;

    public static bool Knows(ReadOnlySpan<char> word) => Ranks.ContainsKey(word);

    public static bool IsCommon(ReadOnlySpan<char> word) => Rank(word) < Common;

    public static bool IsUsual(ReadOnlySpan<char> word) => Rank(word) < Usual;

    /// <summary>A word of the dictionary, which is nothing but itself.</summary>
    public static bool IsWhole(ReadOnlySpan<char> word) => WholeWords.Contains(word);

    /// <summary>Obscenities, slurs, insults and verbs of harm: what somebody would disguise.</summary>
    public static bool IsTelling(ReadOnlySpan<char> word) => TellingWords.Contains(word);

    /// <summary>In the order in which they are listed: obscenities first.</summary>
    public static IEnumerable<string> Telling() => Concepts.Listed("swear")
        .Concat(Concepts.Listed("slur")).Concat(Concepts.Listed("insult")).Concat(Concepts.Listed("harm"))
        .Where(word => char.IsAsciiLetter(word[0]));

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"CivilLine.Transcripts.{name}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
