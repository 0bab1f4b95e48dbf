namespace CivilLine.Transcripts.Redaction;

/// <summary>
/// Takes out of an earlier text what its newest form no longer shows. It needs no knowledge of what that was: whatever
/// number the newest does not show goes, and where words were cut (an address), whatever word.
/// </summary>
internal static class Erasure
{
    private static readonly string[] NumberLabels = ["[card]", "[phone]", "[account]", "[ssn]", "[cvv]", "[expiry]"];
    private static readonly string[] WordLabels = ["[email]", "[iban]", "[ni]", "[postcode]", "[dob]"];

    public static int Labels(string text, string label)
    {
        var count = 0;
        for (var at = text.IndexOf(label, StringComparison.Ordinal); at >= 0; at = text.IndexOf(label, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    public static bool HasLabel(string text) =>
        text.Contains('[', StringComparison.Ordinal) && (First(text, NumberLabels) ?? First(text, WordLabels)) is not null;

    public static IReadOnlyList<Edit> Of(string text, string shown)
    {
        if (!shown.Contains('[', StringComparison.Ordinal))
            return [];
        if (First(shown, WordLabels) is { } wordLabel)
            return Words(text, shown, wordLabel);
        return First(shown, NumberLabels) is { } label ? Unshown(text, shown, label) : [];
    }

    /// <summary>Every number of at least so many digits; a price is none.</summary>
    public static IReadOnlyList<Edit> Numbers(string text, int fewestDigits, string label)
    {
        List<Token> tokens = [];
        Token.Read(text, tokens);
        List<Edit> edits = [];
        foreach (var run in Runs(tokens))
        {
            if (run.DigitCount(0) >= fewestDigits)
                edits.Add(new Edit(tokens[run.Groups[0].FirstToken].Start, tokens[run.LastToken].End, label));
        }

        return edits;
    }

    public static IEnumerable<DigitRun> Runs(List<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Gap.AsSpan().IndexOfAny("£$€") < 0 && DigitRun.At(tokens, at) is { } run)
            {
                yield return run;
                at = run.LastToken;
            }
        }
    }

    private static List<Edit> Unshown(string text, string shown, string label)
    {
        List<Token> tokens = [];
        Token.Read(shown, tokens);
        HashSet<string> kept = [.. Runs(tokens).Select(run => run.Digits(0, run.Groups.Count - 1))];
        Token.Read(text, tokens);
        List<Edit> edits = [];
        foreach (var run in Runs(tokens))
        {
            if (!kept.Contains(run.Digits(0, run.Groups.Count - 1)))
                edits.Add(new Edit(tokens[run.Groups[0].FirstToken].Start, tokens[run.LastToken].End, label));
        }

        return edits;
    }

    private static List<Edit> Words(string text, string shown, string label)
    {
        List<Token> tokens = [];
        Token.Read(shown, tokens);
        var kept = tokens.Select(token => shown[token.Start..token.End]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Token.Read(text, tokens);
        List<Edit> edits = [];
        var follows = false;
        foreach (var token in tokens)
        {
            if (kept.Contains(text[token.Start..token.End]) || token.Gap.EndsWith('['))
            {
                follows = false;
                continue;
            }

            if (follows)
                edits[^1] = edits[^1] with { End = token.End };
            else
                edits.Add(new Edit(token.Start, token.End, label));
            follows = true;
        }

        return edits;
    }

    private static string? First(string text, string[] labels) => Array.Find(labels, label => text.Contains(label, StringComparison.Ordinal));
}
