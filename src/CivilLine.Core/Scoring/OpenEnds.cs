using System.Collections.Frozen;

namespace CivilLine.Scoring;

/// <summary>Whether a text stops where a speaker cannot: after a word that asks for an object or a clause.</summary>
internal static class OpenEnds
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new[]
    {
        // Verbs that want an object: "i'm going to kill" … "this subscription".
        "kill", "killed", "killing", "murder", "murdered", "shoot", "shooting", "stab", "stabbing", "strangle", "hit", "punch",
        "smash", "break", "burn", "bomb", "blow", "slap", "throttle", "hurt", "hang", "bury", "destroy", "cut", "beat", "find",
        "attack", "choke", "drown", "axe", "knock", "kick", "batter", "wring", "get", "take", "sue", "report", "want", "need",
        // Words that never end a sentence.
        "the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "some", "every",
        "to", "of", "for", "with", "by", "from", "into", "at", "on", "in", "like", "than", "about", "off", "up",
        "and", "or", "but", "because", "if", "when", "so", "as",
        "i", "i'm", "i'll", "you're", "you'll", "he's", "she's", "it's", "we're", "they're", "is", "are", "was", "were", "am",
        "gonna", "going", "will", "would", "fucking", "bloody", "effing", "such", "absolute", "complete", "total", "real",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsOpen(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return Words.Contains(end[(end.LastIndexOf(' ') + 1)..]);
    }
}
