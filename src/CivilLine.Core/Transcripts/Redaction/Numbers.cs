namespace CivilLine.Transcripts.Redaction;

/// <summary>Cards, their codes, phones, bank accounts and social security numbers, by length, check digit and context.</summary>
internal static class Numbers
{
    private static readonly int[] CardLengths = [16, 15, 14, 13, 19, 18, 17];
    private static readonly int[] LateLengths = [15, 16];
    private static readonly int[] PhoneLengths = [11, 10];
    private const int LongestCard = 19;

    [ThreadStatic]
    private static DigitRun? _used;

    public static Cut? At(List<Token> tokens, int at)
    {
        if (SpokenDigits.Read(tokens, at, false, out var first) == 0 || IsMoney(tokens[at]))
            return null;
        // Spoken one by one, any digit of a long number could start another: only a run's start and typed groups may.
        if (at > 0 && first.Length == 1 && tokens[at].Gap.Length == 0 && SpokenDigits.IsOne(tokens, at - 1))
            return null;
        var run = DigitRun.At(tokens, at, _used ??= new DigitRun())!;
        return (Card(tokens, at, run) is { } card ? WithExpiry(tokens, card) : (Cut?)null) ?? Account(tokens, at, run) ?? SocialSecurity(tokens, at, run)
            ?? Phone(tokens, at, run) ?? CardCode(tokens, at, run);
    }

    private static bool IsMoney(Token token) => token.Gap.AsSpan().IndexOfAny("£$€") >= 0;

    private static Cut? Card(List<Token> tokens, int at, DigitRun run)
    {
        Span<char> room = stackalloc char[LongestCard];
        foreach (var length in CardLengths)
        {
            var end = run.EndOf(0, length);
            if (end >= 0 && Cards.IsCard(run.Digits(0, end, room)))
                return Take(run, 0, run.Groups.Count - 1, "[card]");
        }

        var count = run.DigitCount(0);
        if (count > LateLengths[0] && !Context.IsReference(tokens, at) && LateCard(run) is { } late)
            return late;
        var fours = run.EndOf(0, 4) == 0 && run.EndOf(1, 4) == 1 && run.EndOf(2, 4) == 2 && run.EndOf(3, 4) == 3;
        // A digit misheard breaks the check digit; the words around it still say what it is.
        return fours || (count is >= 12 and <= 26 && Context.IsCard(tokens, at) && !Context.IsReference(tokens, at))
            ? Take(run, 0, run.Groups.Count - 1, "[card]")
            : null;
    }

    /// <summary>"That's number one: four one one one …": a digit or two of something else before it.</summary>
    private static Cut? LateCard(DigitRun run)
    {
        Span<char> room = stackalloc char[LongestCard];
        for (var first = 1; first <= Math.Min(3, run.Groups.Count - 1); first++)
        {
            foreach (var length in LateLengths)
            {
                var end = run.EndOf(first, length);
                if (end >= 0 && Cards.IsCard(run.Digits(first, end, room)))
                    return Take(run, first, run.Groups.Count - 1, "[card]");
            }
        }

        return null;
    }

    private static Cut? CardCode(List<Token> tokens, int at, DigitRun run) =>
        run.DigitCount(0) is 3 or 4 && Context.IsCardCode(tokens, at) ? Take(run, 0, run.Groups.Count - 1, "[cvv]") : null;

    private static Cut? Account(List<Token> tokens, int at, DigitRun run)
    {
        var sortEnd = run.EndOf(0, 6);
        var isSort = sortEnd >= 0 && (Context.IsSortCode(tokens, at) || IsDashedPairs(tokens, run));
        if (isSort)
        {
            var accountEnd = run.EndOf(sortEnd + 1, 8);
            if (accountEnd >= 0)
                return Take(run, 0, accountEnd, "[account]");
            if (Context.IsSortCode(tokens, at))
                return Take(run, 0, sortEnd, "[account]");
        }

        var end = run.EndOf(0, 8);
        return end == run.Groups.Count - 1 && end >= 0 && Context.IsAccount(tokens, at) ? Take(run, 0, end, "[account]") : null;
    }

    /// <summary>20-00-00 before an account number; alone it might be a date.</summary>
    private static bool IsDashedPairs(List<Token> tokens, DigitRun run) =>
        run.Groups.Count >= 3 && run.Groups.Take(3).All(group => group.Digits.Length == 2)
        && tokens[run.Groups[1].FirstToken].Gap == "-" && tokens[run.Groups[2].FirstToken].Gap == "-";

    private static Cut? SocialSecurity(List<Token> tokens, int at, DigitRun run)
    {
        var end = run.EndOf(0, 9);
        // Of a number that is asked for, mostly only the last four are said.
        if (end < 0)
            return run.DigitCount(0) == 4 && Context.IsSocialSecurityNumber(tokens, at) ? Take(run, 0, run.Groups.Count - 1, "[ssn]") : null;
        var dashed = run.Groups.Count >= 3 && (run.Groups[0].Digits.Length, run.Groups[1].Digits.Length, run.Groups[2].Digits.Length) == (3, 2, 4)
            && tokens[run.Groups[1].FirstToken].Gap == "-";
        return dashed || Context.IsSocialSecurity(tokens, at) ? Take(run, 0, end, "[ssn]") : null;
    }

    private static Cut? Phone(List<Token> tokens, int at, DigitRun run)
    {
        if (tokens[at].Gap.EndsWith('+') || tokens[at].Gap.EndsWith("+(", StringComparison.Ordinal) || (at > 0 && tokens[at - 1].Text == "plus"))
            return International(run);
        var count = run.DigitCount(0);
        var asked = Context.IsPhone(tokens, at);
        if (!asked && Context.IsReference(tokens, at))
            return null;
        foreach (var length in PhoneLengths)
        {
            var end = run.EndOf(0, length);
            if (end < 0)
                continue;
            var opening = run.Groups[0].Digits[0];
            if (opening == '0' || (opening == '1' && length == 11 && (asked || IsAmerican(run, 1))) || (length == 10 && (asked || IsAmerican(run, 0))))
                return Take(run, 0, end, "[phone]");
        }

        return run.Groups[0].Digits.StartsWith("00", StringComparison.Ordinal) && count is >= 11 and <= 15
            ? Take(run, 0, run.Groups.Count - 1, "[phone]")
            : null;
    }

    private static Cut? International(DigitRun run)
    {
        var digits = 0;
        var last = -1;
        for (var i = 0; i < run.Groups.Count && digits + run.Groups[i].Digits.Length <= 15; i++)
        {
            digits += run.Groups[i].Digits.Length;
            last = i;
        }

        return digits >= 8 ? Take(run, 0, last, "[phone]") : null;
    }

    private static bool IsAmerican(DigitRun run, int first) =>
        run.Groups.Count >= first + 3
        && (run.Groups[first].Digits.Length, run.Groups[first + 1].Digits.Length, run.Groups[first + 2].Digits.Length) == (3, 3, 4);

    /// <summary>"12/26" said right behind a card is its expiry: the month joins the run, the year must go too.</summary>
    private static Cut WithExpiry(List<Token> tokens, Cut cut)
    {
        var next = cut.LastToken + 1;
        return next < tokens.Count && tokens[next] is { Kind: TokenKind.Number, Gap: "/", Text.Length: 2 or 4 } ? cut with { LastToken = next } : cut;
    }

    private static Cut Take(DigitRun run, int first, int last, string label) =>
        new(run.Groups[first].FirstToken, run.Groups[last].LastToken, label);
}
