using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using CivilLine.Transcripts.Redaction;

namespace CivilLine.Transcripts;

/// <summary>
/// Takes personal data out of a fragment before anything stores or shows it: card numbers and their codes, e-mail
/// addresses, phone, bank, insurance and social security numbers, typed or spoken. Prices, dates, readings and short
/// references stay. Reads one fragment at a time: a number split over fragments is not seen whole here.
/// </summary>
public static partial class Redactor
{
    /// <returns>The same string where nothing was found; else with <c>[card]</c>, <c>[email]</c>, <c>[phone]</c>,
    /// <c>[iban]</c>, <c>[account]</c>, <c>[ni]</c> or <c>[ssn]</c> in place of it.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHold(text))
            return text;
        if (text.Contains('@', StringComparison.Ordinal))
            text = Email().Replace(text, "[email]");
        var tokens = Token.Read(text);
        List<Cut>? cuts = null;
        for (var at = 0; at < tokens.Count;)
        {
            if (Find(tokens, at) is { } cut)
            {
                (cuts ??= []).Add(cut);
                at = cut.LastToken + 1;
            }
            else
            {
                at++;
            }
        }

        return cuts is null ? text : Apply(text, tokens, cuts);
    }

    /// <summary>Most of what is said has no digit in it and no two words that count: that costs no more than a look.</summary>
    private static bool MayHold(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyInRange('0', '9') || text.ContainsAny('@', '.') || !Ascii.IsValid(text))
            return true;
        var found = 0;
        for (int at; found < 2 && (at = text.IndexOfAny(Counting)) >= 0; found++)
            text = text[(at + 2)..];
        return found == 2;
    }

    private static readonly SearchValues<string> Counting = SearchValues.Create(
        ["zero", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "nil", "ten", "eleven",
            "twelve", "teen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
            "double", "triple", "treble", "quadruple", " dot ", " at "],
        StringComparison.OrdinalIgnoreCase);

    private static Cut? Find(List<Token> tokens, int at) =>
        Ibans.At(tokens, at) ?? SpokenEmails.At(tokens, at) ?? NationalInsurance.At(tokens, at) ?? Numbers.At(tokens, at);

    private static string Apply(string text, List<Token> tokens, List<Cut> cuts)
    {
        var redacted = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var cut in cuts)
        {
            var start = Math.Max(copied, tokens[cut.FirstToken].Start);
            // A plus or a bracket belongs to the number that it opens.
            while (start > copied && text[start - 1] is '+' or '(')
                start--;
            redacted.Append(text, copied, start - copied).Append(cut.Label);
            copied = tokens[cut.LastToken].End;
        }

        return redacted.Append(text, copied, text.Length - copied).ToString();
    }

    [GeneratedRegex(
        @"(?i:[\p{L}\p{Nd}]+\s(dot|underscore|dash|hyphen)\s)*[\p{L}\p{Nd}][\p{L}\p{Nd}._%+'-]*\s?@\s?[\p{L}\p{Nd}-]+(\.[\p{L}\p{Nd}-]+)+",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
