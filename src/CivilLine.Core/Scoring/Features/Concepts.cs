using System.Collections.Frozen;

namespace CivilLine.Scoring.Features;

/// <summary>The groups of Concepts.txt: which of them a word belongs to.</summary>
internal static class Concepts
{
    private static readonly string[] Endings = ["'s", "ing", "in", "ed", "es", "s", "er", "ers"];

    /// <summary>Stands for any masked word: no filter prints stars for a word that is no obscenity.</summary>
    private const string Mask = "<mask>";

    /// <summary>Sets of groups by their number; 0 is the empty one.</summary>
    private static readonly List<byte[]> Sets = [[]];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Words = Read();

    /// <summary>The word's set of groups, or that of the word without a plain ending; 0 where neither is listed.</summary>
    public static int Of(ReadOnlySpan<char> word)
    {
        if (Words.TryGetValue(word, out var set))
            return set;
        if (word.StartsWith("<mask"))
            return Words[Mask];
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending) && Words.TryGetValue(word[..^ending.Length], out set))
                return set;
        }
        return 0;
    }

    /// <summary>Groups of a set, numbered from 1 in the order of the file.</summary>
    public static ReadOnlySpan<byte> Groups(int set) => Sets[set];

    /// <summary>The words of a group, as listed.</summary>
    public static IEnumerable<string> Listed(string group) => Lines().Single(line => line.Name == group).Words;

    private static IEnumerable<(string Name, IEnumerable<string> Words)> Lines()
    {
        using var stream = typeof(Concepts).Assembly.GetManifestResourceStream("CivilLine.Scoring.Features.Concepts.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(':') is [var name, var words])
                yield return (name, words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct());
        }
    }

    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Read()
    {
        var groups = new Dictionary<string, List<byte>>(StringComparer.Ordinal);
        byte number = 0;
        foreach (var (_, listed) in Lines())
        {
            number++;
            foreach (var word in listed)
            {
                if (!groups.TryGetValue(word, out var list))
                    groups[word] = list = [];
                list.Add(number);
            }
        }
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, list) in groups)
        {
            words[word] = Sets.Count;
            Sets.Add([.. list]);
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
