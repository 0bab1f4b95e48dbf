using System.Collections.Frozen;
using CivilLine.Scoring.Features;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>Finds the words that somebody who wants to slip past a filter would disguise.</summary>
internal static class TellingWords
{
    private static readonly FrozenSet<string> Swearing = Concepts.Listed("swear").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Telling = new[] { "swear", "slur", "insult", "harm" }
        .SelectMany(Concepts.Listed).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsSwearing(string word) => Swearing.Contains(Core(word));

    /// <summary>Rewrites swear words, slurs, insults and verbs of harm; where there are none, the longest word.</summary>
    public static IEnumerable<string> Rewrite(IReadOnlyList<string> words, Func<string, string> rewrite)
    {
        if (words.Any(word => Telling.Contains(Core(word))))
            return words.Select(word => Telling.Contains(Core(word)) ? Inside(word, rewrite) : word);
        var longest = words.MaxBy(word => Core(word).Length);
        return words.Select(word => word == longest ? Inside(word, rewrite) : word);
    }

    /// <summary>Rewrites the word and leaves the punctuation around it.</summary>
    public static string Inside(string word, Func<string, string> rewrite)
    {
        var core = Core(word);
        return core.Length == 0 ? word : word.Replace(core, rewrite(core), StringComparison.Ordinal);
    }

    private static string Core(string word) => word.Trim('.', ',', '?', '!', ';', ':', '"', '(', ')', '…');
}
