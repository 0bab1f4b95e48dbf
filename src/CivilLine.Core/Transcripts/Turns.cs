namespace CivilLine.Transcripts;

/// <summary>Tells a turn from the sounds of listening.</summary>
internal static class Turns
{
    private const int ShortTurnWords = 3;

    /// <summary>"mm", "right okay" and "yes I see" leave the floor with the other speaker.</summary>
    public static bool IsReal(TimelineEntry entry)
    {
        var words = 0;
        var listening = true;
        var text = entry.Normalized.Text.AsSpan();
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.IsEmpty || word is "?" or "!")
                continue;
            words++;
            listening &= IsListening(word);
        }

        return !listening && words > ShortTurnWords;
    }

    private static bool IsListening(ReadOnlySpan<char> word) => word is
        "right" or "okay" or "ok" or "yeah" or "yes" or "yep" or "aye" or "no" or "oh" or "ah" or "i" or "see" or "sure"
        or "mhm" or "uhuh" or "huh" or "of" or "course" or "understand" or "sir" or "madam" or "ma'am" or "well" or "fine";
}
