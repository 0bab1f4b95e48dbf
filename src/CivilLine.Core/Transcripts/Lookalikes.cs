namespace CivilLine.Transcripts;

/// <summary>
/// Letters of other scripts in the place of Latin ones, after Unicode's confusables: those that stand for a to z in print.
/// </summary>
internal static class Lookalikes
{
    private const string Others =
        "\u0430\u0432\u0435\u0451\u0456\u0457\u0458\u043a\u043c\u043e\u0440\u0441\u0442\u0443\u0445\u043d\u0455\u0501\u051b\u051d\u04bb\u04cf\u044a\u0433\u043f\u0491\u03b1\u03b2\u03b5\u03b9\u03ba\u03bf\u03c1\u03c3\u03c4\u03c5\u03c7\u03bd\u03b3\u03f2\u03f3\u03b7\u0131\u0269\u0251\u0261\u0578\u057d\u0585\u0570\u0581\u0566\u1d0f\u1d1c\u1d20\u1d21\u1d22\u1d04";

    private const string Latin =
        "abeeiijkmopctyxhsdqwhlbrnrabeikopotuxvycjniiagnuohgqouvwzc";

    /// <summary>Replaces them in place, in a word that has a Latin letter too, or that is a known word when all are read so.</summary>
    public static bool Replace(Span<char> word)
    {
        if (word.Length > 64)
            return false;
        Span<char> read = stackalloc char[word.Length];
        var (latin, replaced) = (false, false);
        for (var i = 0; i < word.Length; i++)
        {
            latin |= char.IsAsciiLetter(word[i]);
            var at = word[i] < 128 ? -1 : Others.IndexOf(word[i], StringComparison.Ordinal);
            read[i] = at < 0 ? word[i] : Latin[at];
            replaced |= at >= 0;
        }

        if (!replaced || !(latin || Lexicon.Knows(read)))
            return false;
        read.CopyTo(word);
        return true;
    }

    /// <summary>Takes accents off a word that only then is known: telling ones, and those with more accents than a loan word has.</summary>
    public static bool Bare(Span<char> word)
    {
        if (word.Length > 64)
            return false;
        Span<char> bare = stackalloc char[word.Length];
        var accents = 0;
        for (var i = 0; i < word.Length; i++)
        {
            bare[i] = word[i] < 128 ? word[i] : Base(word[i]);
            accents += bare[i] == word[i] ? 0 : 1;
        }

        if (accents == 0 || !(accents > 1 ? Lexicon.Knows(bare) : Lexicon.IsTelling(bare)))
            return false;
        bare.CopyTo(word);
        return true;
    }

    private static char Base(char unit) => unit switch
    {
        >= '\u00e0' and <= '\u00e5' or '\u0101' or '\u0103' or '\u0105' => 'a',
        '\u00e7' or '\u0107' or '\u010d' => 'c',
        '\u00f0' or '\u010f' or '\u0111' => 'd',
        >= '\u00e8' and <= '\u00eb' or '\u0113' or '\u0115' or '\u0117' or '\u0119' or '\u011b' => 'e',
        >= '\u00ec' and <= '\u00ef' or '\u0129' or '\u012b' or '\u012d' or '\u012f' => 'i',
        '\u0137' => 'k',
        '\u013a' or '\u013e' or '\u0142' => 'l',
        '\u00f1' or '\u0144' or '\u0148' => 'n',
        >= '\u00f2' and <= '\u00f6' or '\u00f8' or '\u014d' or '\u0151' => 'o',
        '\u015b' or '\u0161' or '\u015f' => 's',
        '\u0163' or '\u0165' => 't',
        >= '\u00f9' and <= '\u00fc' or '\u016b' or '\u016f' or '\u0171' => 'u',
        '\u00fd' or '\u00ff' => 'y',
        '\u017a' or '\u017c' or '\u017e' => 'z',
        _ => unit,
    };
}
