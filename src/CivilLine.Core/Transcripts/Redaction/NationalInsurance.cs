namespace CivilLine.Transcripts.Redaction;

/// <summary>UK National Insurance numbers: two letters, six digits, a letter from A to D.</summary>
internal static class NationalInsurance
{
    // D, F, I, Q, U and V are never used; O not as the second.
    private const string FirstLetters = "abceghjklmnoprstwxyz";
    private const string SecondLetters = "abceghjklmnprstwxyz";

    [ThreadStatic]
    private static DigitRun? _used;

    public static Cut? At(List<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Mixed)
            return Typed(tokens, at);
        if (token.Kind != TokenKind.Word || token.Text.Length > 2)
            return null;
        var asked = Context.IsNationalInsurance(tokens, at);
        var digitsAt = at + 1;
        var prefix = token.Text;
        if (prefix.Length == 1 && digitsAt < tokens.Count && tokens[digitsAt].IsLetter)
            prefix += tokens[digitsAt++].Text;
        else if (prefix.Length == 2 && !token.IsUpper && !asked)
            return null;
        if (digitsAt >= tokens.Count || !(asked && prefix.Length == 2) && !IsPrefix(prefix) || DigitRun.At(tokens, digitsAt, _used ??= new DigitRun()) is not { } run)
            return null;
        var end = run.EndOf(0, 6);
        if (end != run.Groups.Count - 1)
            return null;
        var last = run.Groups[end].LastToken;
        if (last + 1 < tokens.Count && tokens[last + 1] is { IsLetter: true, Text: "a" or "b" or "c" or "d" })
            return new Cut(at, last + 1, "[ni]");
        return asked ? new Cut(at, last, "[ni]") : null;
    }

    private static Cut? Typed(List<Token> tokens, int at)
    {
        var characters = "";
        for (var i = at; i < tokens.Count && i < at + 5 && characters.Length < 9; i++)
        {
            if (i > at && tokens[i].Gap.Length > 1)
                break;
            characters += tokens[i].Text;
            if (characters.Length == 9 && IsNumber(characters))
                return new Cut(at, i, "[ni]");
        }

        return null;
    }

    private static bool IsNumber(string text) =>
        IsPrefix(text[..2]) && text.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0 && text[8] is >= 'a' and <= 'd';

    private static bool IsPrefix(string text) =>
        text.Length == 2 && FirstLetters.Contains(text[0], StringComparison.Ordinal) && SecondLetters.Contains(text[1], StringComparison.Ordinal);
}
