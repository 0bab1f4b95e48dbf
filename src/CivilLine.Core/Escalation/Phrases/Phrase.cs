using CivilLine.Transcripts;

namespace CivilLine.Escalation.Phrases;

/// <summary>
/// Words to look for: in this order and side by side, or, with <paramref name="Within"/>, in any order within so many words.
/// A <c>*</c> stands for one whole word, or for the rest of a word at its start, middle or end.
/// </summary>
/// <param name="Words">As the model reads them: lower case, normalised.</param>
/// <param name="Within">2 to <see cref="MostWithin"/>; null where the words stand side by side.</param>
public sealed record Phrase(IReadOnlyList<string> Words, int? Within = null)
{
    public const int MostWords = 12;
    public const int MostNearWords = 6;
    public const int MostWithin = 20;
    public const int MostLength = 120;

    /// <summary>Letters that a word with a <c>*</c> must name: fewer would match half the language.</summary>
    public const int FewestLetters = 3;

    internal const string AnyWord = "*";

    public bool Equals(Phrase? other) => other is not null && Within == other.Within && Words.SequenceEqual(other.Words);

    public override int GetHashCode() => HashCode.Combine(Within, Words.Count, Words.Count > 0 ? Words[0] : "");

    public override string ToString() => Within is { } within ? $"{string.Join(" … ", Words)} within {within}" : string.Join(' ', Words);

    /// <param name="phrase">Null where it is refused.</param>
    /// <returns>Why it is refused; null where it is not.</returns>
    public static string? TryRead(string text, out Phrase? phrase)
    {
        phrase = null;
        if (ReadWords(text, out var words) is { } why)
            return why;
        if (words.Count > MostWords)
            return $"holds {words.Count} words; at most {MostWords} are taken";
        if (words[0] == AnyWord || words[^1] == AnyWord)
            return "starts or ends with a '*' that stands for any word; leave it out";
        phrase = new Phrase(words);
        return null;
    }

    /// <inheritdoc cref="TryRead(string, out Phrase?)"/>
    public static string? TryReadNear(IReadOnlyList<string> texts, int within, out Phrase? phrase)
    {
        phrase = null;
        var all = new List<string>();
        foreach (var text in texts)
        {
            if (ReadWords(text, out var words) is { } why)
                return $"'{text}' {why}";
            if (words is not [var word] || word == AnyWord)
                return $"'{text}' is not one word; words that stand near each other are given one by one";
            if (all.Contains(word))
                return $"names '{word}' twice";
            all.Add(word);
        }

        if (all.Count is < 2 or > MostNearWords)
            return $"holds {all.Count} words; 2 to {MostNearWords} are taken";
        if (within < all.Count)
            return $"asks for {all.Count} words within {within}";
        phrase = new Phrase(all, within);
        return null;
    }

    private static string? ReadWords(string text, out List<string> words)
    {
        words = [];
        if (text.Length > MostLength)
            return $"is {text.Length} characters long; at most {MostLength} are taken";
        // What has a star is read by itself: the normaliser would take it for a mask.
        var plain = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.Contains('*', StringComparison.Ordinal))
            {
                plain.Add(word);
                continue;
            }

            AddNormalized(words, plain);
            if (ReadWildcard(word, out var read) is { } why)
                return why;
            words.Add(read);
        }

        AddNormalized(words, plain);
        return words.Count == 0 ? "holds no word that a transcript would show" : null;
    }

    private static string? ReadWildcard(string word, out string read)
    {
        read = word;
        if (word == AnyWord)
            return null;
        var star = word.IndexOf('*', StringComparison.Ordinal);
        if (word.IndexOf('*', star + 1) >= 0)
            return $"has more than one '*' in '{word}'; one is taken";
        read = word.ToLowerInvariant();
        var letters = read.Count(char.IsLetter);
        if (letters < FewestLetters)
            return $"names {letters} letters in '{word}'; a word with a '*' needs at least {FewestLetters}";
        return read.All(unit => char.IsLetterOrDigit(unit) || unit is '*' or '\'' or '-')
            ? null
            : $"has signs in '{word}' that no word of a transcript has";
    }

    private static void AddNormalized(List<string> words, List<string> plain)
    {
        if (plain.Count == 0)
            return;
        var text = Normalizer.Normalize(string.Join(' ', plain)).Text;
        words.AddRange(text.Split(' ').Where(word => word.Length > 0 && !PhraseMatcher.IsPunctuation(word)));
        plain.Clear();
    }
}
