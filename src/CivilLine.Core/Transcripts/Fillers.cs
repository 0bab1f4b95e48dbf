namespace CivilLine.Transcripts;

/// <summary>Sounds and repairs that carry no words. "You know" stays: it opens threats ("you know where i live").</summary>
internal static class Fillers
{
    public static bool IsFiller(ReadOnlySpan<char> word) => word is
        "um" or "umm" or "ummm" or "uh" or "uhh" or "uhm" or "er" or "err" or "erm" or "errm" or "ehm"
        or "hm" or "hmm" or "hmmm" or "mm" or "mmm" or "mhm";

    /// <summary>Only small words: "no no no" and "kill kill" are said on purpose.</summary>
    public static bool IsStutter(ReadOnlySpan<char> before, ReadOnlySpan<char> word)
    {
        if (!before.SequenceEqual(word) && !(word.Length > before.Length && word[before.Length] == '\'' && word.StartsWith(before)))
            return false;
        return before is "i" or "the" or "a" or "an" or "to" or "and" or "it" or "my" or "we" or "he" or "she"
            or "they" or "of" or "in" or "on" or "for" or "with" or "i'm" or "it's" or "if" or "so";
    }
}
