using System.Globalization;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Tokens to cut, and what to put in their place.</summary>
internal readonly record struct Cut(int FirstToken, int LastToken, string Label);

internal enum TokenKind
{
    Word,
    Number,
    Mixed,
}

/// <summary>A run of letters and digits, in lower case and with ASCII digits, and what stood before it.</summary>
/// <param name="Gap">The punctuation between this token and the one before, without spaces; "" where only spaces are.</param>
/// <param name="IsGlued">Nothing stood between this token and the one before but <paramref name="Gap"/>.</param>
internal readonly record struct Token(string Text, TokenKind Kind, int Start, int End, string Gap, bool IsGlued, bool IsUpper)
{
    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        var end = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || IsApostrophe(text, i)))
                i++;
            tokens.Add(Make(text, start, i, end));
            end = i;
            i--;
        }

        return tokens;
    }

    public bool IsLetter => Kind == TokenKind.Word && Text.Length == 1;

    private static bool IsApostrophe(string text, int index) =>
        text[index] is '\'' or '’' && index + 1 < text.Length && char.IsLetter(text[index + 1]);

    private static Token Make(string text, int start, int end, int before)
    {
        var (digits, letters, upper) = (0, 0, true);
        foreach (var unit in text.AsSpan(start, end - start))
        {
            if (char.IsDigit(unit))
                digits++;
            else
                letters++;
            upper &= !char.IsLower(unit);
        }

        var kind = letters == 0 ? TokenKind.Number : digits == 0 ? TokenKind.Word : TokenKind.Mixed;
        var gap = text.AsSpan(before, start - before);
        return new Token(
            string.Create(end - start, (text, start), static (units, source) => Fold(source.text.AsSpan(source.start, units.Length), units)),
            kind, start, end, Punctuation(gap), gap.IndexOfAny(" \t\r\n") < 0, upper);
    }

    private static void Fold(ReadOnlySpan<char> source, Span<char> folded)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var digit = source[i] < 128 ? -1 : CharUnicodeInfo.GetDecimalDigitValue(source[i]);
            folded[i] = digit >= 0 ? (char)('0' + digit) : char.ToLowerInvariant(source[i]);
        }
    }

    private static string Punctuation(ReadOnlySpan<char> gap)
    {
        var punctuation = gap.Trim();
        return punctuation.IsEmpty ? "" : punctuation.Length == 1 && punctuation[0] == '-' ? "-" : punctuation.ToString();
    }
}
