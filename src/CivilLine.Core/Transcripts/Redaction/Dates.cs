namespace CivilLine.Transcripts.Redaction;

/// <summary>A card's expiry, and where it is asked for a date of birth: dates only by what they are said to be.</summary>
internal static class Dates
{
    private const int LongestBirth = 10;

    /// <summary>"12/26", "oh nine twenty six", "september twenty six" behind the word; "12/26" right behind a card.</summary>
    public static Cut? Expiry(List<Token> tokens, int at)
    {
        var token = tokens[at];
        var typed = Typed(tokens, at);
        if (typed > 0 && (Context.IsExpiry(tokens, at) || IsBehindCard(tokens, at)))
            return new Cut(at, typed, "[expiry]");
        if (IsMonth(token.Text) && Context.IsExpiry(tokens, at))
            return at + 1 < tokens.Count && DigitRun.At(tokens, at + 1) is { } year && year.DigitCount(0) is 2 or 4 ? new Cut(at, year.LastToken, "[expiry]") : null;
        if (token.Gap is "/" or "-" || !SpokenDigits.IsOne(tokens, at) || !Context.IsExpiry(tokens, at))
            return null;
        return DigitRun.At(tokens, at) is { } run && run.DigitCount(0) is 3 or 4 or 6 ? new Cut(at, run.LastToken, "[expiry]") : null;
    }

    public static Cut? Birth(List<Token> tokens, int at)
    {
        if (!IsPart(tokens, at) || IsJoint(tokens[at].Text) || !Context.IsBirth(tokens, at))
            return null;
        var (last, parts) = (at, 0);
        for (var i = at; i < tokens.Count && i < at + LongestBirth && IsPart(tokens, i); i++)
        {
            if (IsJoint(tokens[i].Text))
                continue;
            last = i;
            parts += tokens[i].Kind == TokenKind.Number ? Math.Max(1, tokens[i].Text.Length / 2) : 1;
        }

        return parts > 1 ? new Cut(at, last, "[dob]") : null;
    }

    private static int Typed(List<Token> tokens, int at)
    {
        if (tokens[at] is not { Kind: TokenKind.Number, Text.Length: 1 or 2 } month || month.Text is "0" or "00"
            || (month.Text.Length == 2 && string.CompareOrdinal(month.Text, "12") > 0) || at + 1 >= tokens.Count)
            return -1;
        var year = tokens[at + 1];
        var isYear = year is { Kind: TokenKind.Number, Text.Length: 2 or 4, Gap: "/" or "-" };
        // A third part makes it a day of something else.
        return isYear && !(at + 2 < tokens.Count && tokens[at + 2].Gap is "/" or "-") && !(at > 0 && month.Gap is "/" or "-") ? at + 1 : -1;
    }

    private static bool IsBehindCard(List<Token> tokens, int at) =>
        at > 0 && tokens[at - 1] is { Text: "card", Gap: "[" or ",[" or ".[" } && tokens[at].Gap.StartsWith(']');

    private static bool IsPart(List<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Number || SpokenDigits.IsOne(tokens, at) || IsMonth(tokens[at].Text) || IsOrdinal(tokens[at].Text)
        || IsJoint(tokens[at].Text) || tokens[at].Text == "hundred";

    private static bool IsJoint(string word) => word is "of" or "the" or "and";

    private static bool IsOrdinal(string word) => word is "first" or "second" or "third"
        || (word.Length is > 2 and < 5 && char.IsAsciiDigit(word[0]) && !char.IsAsciiDigit(word[^1]))
        || (word.Length > 4 && word.EndsWith("th", StringComparison.Ordinal) && word is not "month");

    private static bool IsMonth(string word) => word is
        "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november"
        or "december" or "jan" or "feb" or "mar" or "apr" or "jun" or "jul" or "aug" or "sep" or "sept" or "oct" or "nov" or "dec";
}
