using System.Text;

namespace CivilLine.Transcripts.Redaction;

/// <summary>International account numbers, typed in one piece or in fours, or spelled out.</summary>
internal static class Ibans
{
    private const int Shortest = 15;
    private const int Longest = 34;

    [ThreadStatic]
    private static StringBuilder? _characters;

    public static Cut? At(List<Token> tokens, int at)
    {
        if (!MayStart(tokens, at))
            return null;
        // Any short word may start one.
        var characters = (_characters ??= new StringBuilder()).Clear();
        var last = -1;
        for (var next = at; next < tokens.Count && characters.Length < Longest;)
        {
            var length = Read(tokens, next, characters);
            if (length == 0)
                break;
            next += length;
            if (characters.Length >= Shortest && characters.Length == LengthIn(characters[0], characters[1]) && HasCheckDigits(characters))
                last = next - 1;
        }

        return last < 0 ? null : new Cut(at, last, "[iban]");
    }

    private static bool MayStart(List<Token> tokens, int at)
    {
        var text = tokens[at].Text;
        if (text.Length < 1 || !char.IsAsciiLetter(text[0]))
            return false;
        return text.Length >= 4
            ? char.IsAsciiLetter(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3])
            : text.Length <= 2 && tokens[at].Kind == TokenKind.Word && at + 1 < tokens.Count
                && (tokens[at].IsUpper || text is not ("at" or "be" or "is" or "it" or "me" or "no"));
    }

    /// <summary>How long a country's numbers are; 0 for one that has none, or that nobody rings from.</summary>
    private static int LengthIn(char first, char second) => (first, second) switch
    {
        ('n', 'o') => 15,
        ('b', 'e') => 16,
        ('d', 'k') or ('f', 'i') or ('n', 'l') => 18,
        ('s', 'i') => 19,
        ('a', 't') or ('e', 'e') or ('l', 't') or ('l', 'u') => 20,
        ('c', 'h') or ('h', 'r') or ('l', 'i') or ('l', 'v') => 21,
        ('b', 'g') or ('d', 'e') or ('g', 'b') or ('i', 'e') or ('m', 'e') or ('r', 's') => 22,
        ('g', 'i') or ('i', 'l') => 23,
        ('a', 'd') or ('c', 'z') or ('e', 's') or ('m', 'd') or ('p', 'k') or ('r', 'o') or ('s', 'e') or ('s', 'k') => 24,
        ('p', 't') => 25,
        ('i', 's') or ('t', 'r') => 26,
        ('f', 'r') or ('g', 'r') or ('i', 't') or ('m', 'c') or ('s', 'm') => 27,
        ('a', 'l') or ('c', 'y') or ('h', 'u') or ('p', 'l') => 28,
        ('m', 't') => 31,
        _ => 0,
    };

    private static int Read(List<Token> tokens, int at, StringBuilder characters)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Mixed || token.IsLetter || (token.Kind == TokenKind.Word && token.Text.Length <= 4 && (token.IsUpper || characters.Length == 0)))
        {
            if (token.Kind == TokenKind.Mixed && token.Text.Contains('\'', StringComparison.Ordinal))
                return 0;
            characters.Append(token.Text == "o" && characters.Length > 8 ? "0" : token.Text);
            return 1;
        }

        var length = SpokenDigits.Read(tokens, at, false, out var digits);
        characters.Append(digits);
        return length;
    }

    /// <summary>ISO 7064 mod 97-10: the first four moved to the end, letters as 10 to 35, leave 1.</summary>
    private static bool HasCheckDigits(StringBuilder characters)
    {
        if (!char.IsAsciiLetter(characters[1]) || !char.IsAsciiDigit(characters[2]) || !char.IsAsciiDigit(characters[3]))
            return false;
        var rest = 0;
        for (var i = 0; i < characters.Length; i++)
        {
            var unit = characters[(i + 4) % characters.Length];
            if (char.IsAsciiDigit(unit))
                rest = ((rest * 10) + unit - '0') % 97;
            else if (char.IsAsciiLetterLower(unit))
                rest = ((rest * 100) + unit - 'a' + 10) % 97;
            else
                return false;
        }

        return rest == 1;
    }
}
