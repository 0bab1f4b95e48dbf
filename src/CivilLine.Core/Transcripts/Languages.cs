namespace CivilLine.Transcripts;

/// <summary>Which languages the model reads, by BCP 47 tag.</summary>
public static class Languages
{
    /// <summary>What a fragment is taken to be in where neither it, its call nor its source says.</summary>
    public const string Assumed = "en";

    /// <returns>False where a model would guess: such words are shown and not scored.</returns>
    public static bool IsRead(string? language)
    {
        var tag = language.AsSpan().Trim();
        var end = tag.IndexOfAny('-', '_');
        var primary = end < 0 ? tag : tag[..end];
        return primary.IsEmpty
            || primary.Equals("en", StringComparison.OrdinalIgnoreCase)
            || primary.Equals("eng", StringComparison.OrdinalIgnoreCase)
            // Undetermined, several and "no linguistic content" say nothing, as if they were not there.
            || primary.Equals("und", StringComparison.OrdinalIgnoreCase)
            || primary.Equals("mul", StringComparison.OrdinalIgnoreCase)
            || primary.Equals("multi", StringComparison.OrdinalIgnoreCase)
            || primary.Equals("zxx", StringComparison.OrdinalIgnoreCase);
    }
}
