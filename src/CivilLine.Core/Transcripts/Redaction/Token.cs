using System.Collections.Frozen;
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
/// <param name="Text">Empty for a long word that no rule asks for: most words, which so cost nothing.</param>
/// <param name="Gap">The punctuation between this token and the one before, without spaces; "" where only spaces are.</param>
/// <param name="IsGlued">Nothing stood between this token and the one before but <paramref name="Gap"/>.</param>
internal readonly record struct Token(string Text, TokenKind Kind, int Start, int End, string Gap, bool IsGlued, bool IsUpper)
{
    private const int LongestKnown = 16;
    private const int LongestKept = 4;

    /// <summary>What is spelled costs no string a letter.</summary>
    private static readonly string[] Units = [.. Enumerable.Range(0, 128).Select(unit => ((char)unit).ToString())];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Vocabulary.Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Gaps =
        Vocabulary.Gaps.GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Read(string text, List<Token> tokens)
    {
        tokens.Clear();
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
    }

    public bool IsLetter => Kind == TokenKind.Word && Text.Length == 1;

    private static bool IsApostrophe(string text, int index) =>
        text[index] is '\'' or '’' && index + 1 < text.Length && char.IsLetter(text[index + 1]);

    private static Token Make(string text, int start, int end, int before)
    {
        var (digits, letters, upper) = (0, 0, true);
        var units = text.AsSpan(start, end - start);
        foreach (var unit in units)
        {
            if (char.IsDigit(unit))
                digits++;
            else
                letters++;
            upper &= !char.IsLower(unit);
        }

        var kind = letters == 0 ? TokenKind.Number : digits == 0 ? TokenKind.Word : TokenKind.Mixed;
        var gap = text.AsSpan(before, start - before);
        return new Token(Word(units, kind), kind, start, end, Punctuation(gap), gap.IndexOfAny(" \t\r\n") < 0, upper);
    }

    private static string Word(ReadOnlySpan<char> units, TokenKind kind)
    {
        if (kind == TokenKind.Word && units.Length > LongestKnown)
            return "";
        Span<char> folded = units.Length <= 64 ? stackalloc char[units.Length] : new char[units.Length];
        Fold(units, folded);
        if (Known.TryGetValue(folded, out var known))
            return known;
        return kind == TokenKind.Word && units.Length > LongestKept ? "" : Kept(folded);
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
        if (punctuation.IsEmpty)
            return "";
        return Gaps.TryGetValue(punctuation, out var known) ? known : Kept(punctuation);
    }

    private static string Kept(ReadOnlySpan<char> units) => units is [< (char)128] ? Units[units[0]] : units.ToString();
}
