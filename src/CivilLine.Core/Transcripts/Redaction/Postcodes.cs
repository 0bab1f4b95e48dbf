namespace CivilLine.Transcripts.Redaction;

/// <summary>UK postcodes, typed or spelled ("echo hotel four eight one tango papa"), and US ZIP codes behind the word.</summary>
internal static class Postcodes
{
    private const int LongestSpelled = 9;

    public static Cut? At(List<Token> tokens, int at)
    {
        var asked = Context.IsPostcode(tokens, at);
        Span<char> characters = stackalloc char[12];
        var length = 0;
        for (var next = at; next < tokens.Count && next < at + LongestSpelled && length <= 7;)
        {
            var read = Read(tokens, next, asked, characters[length..], out var added);
            if (read == 0 || (next > at && tokens[next].Gap.Length > 1))
                return null;
            length += added;
            next += read;
            if (IsPostcode(characters[..length]) && (asked || IsTyped(tokens, at, next - 1)))
                return new Cut(at, next - 1, "[postcode]");
            if (asked && length == 5 && characters[..5].IndexOfAnyExceptInRange('0', '9') < 0)
                return new Cut(at, next - 1, "[postcode]");
        }

        return null;
    }

    /// <summary>Not spelled, "EH48 1TP" is one or two pieces with digits in both, or glued in one.</summary>
    private static bool IsTyped(List<Token> tokens, int first, int last) =>
        tokens[first].Kind == TokenKind.Mixed && tokens[last].Kind == TokenKind.Mixed && last - first <= 1;

    private static int Read(List<Token> tokens, int at, bool spelled, Span<char> into, out int added)
    {
        added = 0;
        var token = tokens[at];
        if (token.Kind == TokenKind.Mixed)
            return Put(token.Text, into, out added) ? 1 : 0;
        if (spelled && Letter(token.Text) is { } letter)
            return Put(letter, into, out added) ? 1 : 0;
        if (spelled && token is { Kind: TokenKind.Word, Text.Length: 2, IsUpper: true })
            return Put(token.Text, into, out added) ? 1 : 0;
        var length = SpokenDigits.Read(tokens, at, false, out var digits);
        return length > 0 && Put(digits, into, out added) ? length : 0;
    }

    private static bool Put(ReadOnlySpan<char> text, Span<char> into, out int added)
    {
        added = text.Length;
        return text.TryCopyTo(into);
    }

    private static string? Letter(string word) => word.Length switch
    {
        1 when char.IsAsciiLetter(word[0]) => word,
        > 3 when word is "alfa" or "alpha" or "bravo" or "charlie" or "delta" or "echo" or "foxtrot" or "golf" or "hotel" or "india"
            or "juliet" or "juliett" or "kilo" or "lima" or "mike" or "november" or "oscar" or "papa" or "quebec" or "romeo" or "sierra"
            or "tango" or "uniform" or "victor" or "whiskey" or "whisky" or "xray" or "yankee" or "zulu" => word[..1],
        _ => null,
    };

    /// <summary>One or two letters, a digit, a digit or letter or none; a digit and two letters.</summary>
    private static bool IsPostcode(ReadOnlySpan<char> text)
    {
        if (text.Length is < 5 or > 7 || !char.IsAsciiLetter(text[0]))
            return false;
        var inward = text[^3..];
        var outward = text[..^3];
        var digitsAt = char.IsAsciiLetter(outward[1]) ? 2 : 1;
        return char.IsAsciiDigit(inward[0]) && char.IsAsciiLetter(inward[1]) && char.IsAsciiLetter(inward[2])
            && outward.Length > digitsAt && char.IsAsciiDigit(outward[digitsAt]) && outward.Length <= digitsAt + 2;
    }
}
