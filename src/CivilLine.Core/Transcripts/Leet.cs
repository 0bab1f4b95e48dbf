namespace CivilLine.Transcripts;

/// <summary>Digits and signs written for letters (k1ll, @ss, $hit), where the letters they stand for make a known word.</summary>
internal static class Leet
{
    private const int Longest = 24;

    public static bool IsSign(char unit) => unit is '@' or '$' or '!';

    /// <summary>
    /// The end of a run of letters, digits and signs with a sign in it; <paramref name="start"/> where there is none, or where it
    /// is longer than any word: looked through to its end from each of its signs, it would take the square of its length.
    /// </summary>
    public static int RunEnd(ReadOnlySpan<char> text, int start)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1]))
            return start;
        var end = start;
        for (var at = start; at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || IsSign(text[at])); at++)
        {
            if (text[at] == '!')
                continue;
            end = at + 1;
            if (end - start > Longest)
                return start;
        }

        return text[start..end].ContainsAny("@$!") ? end : start;
    }

    public static bool IsKnown(ReadOnlySpan<char> run)
    {
        if (run.Length is < 3 or > Longest)
            return false;
        Span<char> folded = stackalloc char[run.Length];
        run.CopyTo(folded);
        return Fold(folded);
    }

    /// <summary>Replaces the digits and signs of <paramref name="word"/> by letters where that makes a word it may stand for.</summary>
    public static bool Fold(Span<char> word)
    {
        if (word.Length is < 3 or > Longest)
            return false;
        Span<char> folded = stackalloc char[word.Length];
        foreach (var one in "il")
        {
            for (var i = 0; i < word.Length; i++)
            {
                folded[i] = Letter(word[i], one);
                if (folded[i] == '\0')
                    return false;
            }

            if (!StandsFor(word, folded))
                continue;
            folded.CopyTo(word);
            return true;
        }

        return false;
    }

    private static char Letter(char unit, char one) => unit switch
    {
        >= 'a' and <= 'z' or '\'' => unit,
        '0' => 'o',
        '1' => one,
        '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => '\0',
    };

    /// <summary>Postcodes, sizes, roads and part numbers (b12, le55, 5miles, a55) are what they are.</summary>
    private static bool StandsFor(ReadOnlySpan<char> word, ReadOnlySpan<char> folded)
    {
        var letters = Count(word);
        if (letters < 2 && (letters == 0 || word.ContainsAnyInRange('0', '9')))
            return false;
        // One or two letters and a number open a postcode (HE11).
        if (word.Length <= 4 && word.TrimEnd("0123456789") is { Length: <= 2 } area && area.Length < word.Length && letters == area.Length)
            return false;
        if (Lexicon.IsTelling(folded))
            return true;
        if (!Lexicon.Knows(folded))
            return false;
        if (!word.ContainsAnyInRange('0', '9'))
            return !word.Contains('!') || word.Length > 3;
        if (word.Length == 4)
            return letters == 3 && char.IsAsciiDigit(word[1]);
        return word.Length > 4 && letters >= 3
            && !Lexicon.Knows(word.TrimStart("0123456789")) && !Lexicon.Knows(word.TrimEnd("0123456789"));
    }

    private static int Count(ReadOnlySpan<char> word)
    {
        var letters = 0;
        foreach (var unit in word)
            letters += char.IsAsciiLetter(unit) ? 1 : 0;
        return letters;
    }
}
