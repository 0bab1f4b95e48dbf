using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using CivilLine.Transcripts.Redaction;

namespace CivilLine.Transcripts;

/// <summary>What is taken out only where it is asked for: harmless to most, and needed by some to find a caller.</summary>
[Flags]
public enum PersonalData
{
    None = 0,
    Postcodes = 1,
    DatesOfBirth = 2,
}

/// <summary>
/// Takes personal data out of a fragment before anything stores or shows it: card numbers, their codes and expiry, e-mail
/// addresses, phone, bank, insurance and social security numbers, typed or spoken. Prices, dates, readings and short
/// references stay. Reads one fragment at a time; <see cref="SplitNumbers"/> finds what is said over several.
/// </summary>
public static partial class Redactor
{
    [ThreadStatic]
    private static List<Token>? _tokens;

    /// <returns>The same string where nothing was found; else with <c>[card]</c>, <c>[cvv]</c>, <c>[expiry]</c>, <c>[email]</c>,
    /// <c>[phone]</c>, <c>[iban]</c>, <c>[account]</c>, <c>[ni]</c>, <c>[ssn]</c>, <c>[postcode]</c> or <c>[dob]</c> in place of it.</returns>
    public static string Redact(string text, PersonalData also = PersonalData.None) => Read(text, also).Text;

    /// <summary>The same, with what stands in for the numbers that were taken out.</summary>
    public static Redacted Read(string text, PersonalData also = PersonalData.None)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHold(text, also))
            return new Redacted(text, []);
        if (text.Contains('@', StringComparison.Ordinal))
            text = Email().Replace(text, "[email]");
        var tokens = _tokens ??= [];
        Token.Read(text, tokens);
        return Cuts(tokens, also) is { } cuts ? Apply(text, tokens, cuts) : new Redacted(text, []);
    }

    /// <summary>What a fragment's earlier revision, or an alert on it, may still show once the newest is redacted.</summary>
    /// <param name="text">The earlier text.</param>
    /// <param name="shown">The newest, as it is shown.</param>
    /// <returns>The same string where the newest holds no redaction or nothing is to be taken out.</returns>
    public static string Erase(string text, string shown) => Edit.Apply(text, Erasure.Of(text, shown));

    /// <summary>The text with a mark for each number of at least so many digits.</summary>
    public static string WithoutNumbers(string text, int fewestDigits = 1) =>
        !MayHold(text, PersonalData.DatesOfBirth) ? text : Edit.Apply(text, Erasure.Numbers(text, fewestDigits, "[number]"));

    internal static List<Cut>? Cuts(List<Token> tokens, PersonalData also)
    {
        List<Cut>? cuts = null;
        for (var at = 0; at < tokens.Count;)
        {
            if (Find(tokens, at, also) is { } cut)
            {
                (cuts ??= []).Add(cut);
                at = cut.LastToken + 1;
            }
            else
            {
                at++;
            }
        }

        return cuts;
    }

    /// <summary>Most of what is said has no digit in it and no two words that count: that costs no more than a look.</summary>
    private static bool MayHold(ReadOnlySpan<char> text, PersonalData also)
    {
        if (text.ContainsAnyInRange('0', '9') || text.Contains('@') || !Ascii.IsValid(text) || HasDottedName(text))
            return true;
        var (found, needed) = (0, also == PersonalData.None ? 2 : 1);
        for (int at; found < needed && (at = text.IndexOfAny(Counting)) >= 0; found++)
            text = text[(at + 2)..];
        return found == needed;
    }

    private static bool HasDottedName(ReadOnlySpan<char> text)
    {
        for (int dot; (dot = text.IndexOf('.')) >= 0; text = text[(dot + 1)..])
        {
            if (dot + 1 < text.Length && char.IsAsciiLetter(text[dot + 1]))
                return true;
        }

        return false;
    }

    private static readonly SearchValues<string> Counting = SearchValues.Create(
        ["zero", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "nil", "ten", "eleven",
            "twelve", "teen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
            "double", "triple", "treble", "quadruple", " dot ", " at "],
        StringComparison.OrdinalIgnoreCase);

    private static Cut? Find(List<Token> tokens, int at, PersonalData also)
    {
        // An earlier cut's label says nothing of its own.
        if (tokens[at].Gap.EndsWith('['))
            return null;
        return Ibans.At(tokens, at) ?? SpokenEmails.At(tokens, at) ?? NationalInsurance.At(tokens, at)
            ?? (also.HasFlag(PersonalData.Postcodes) ? Postcodes.At(tokens, at) : null)
            ?? (also.HasFlag(PersonalData.DatesOfBirth) ? Dates.Birth(tokens, at) : null)
            ?? Dates.Expiry(tokens, at) ?? Numbers.At(tokens, at);
    }

    private static Redacted Apply(string text, List<Token> tokens, List<Cut> cuts)
    {
        var redacted = new StringBuilder(text.Length);
        var standIns = new StandIn[cuts.Count];
        var copied = 0;
        for (var i = 0; i < cuts.Count; i++)
        {
            var cut = cuts[i];
            var start = Math.Max(copied, tokens[cut.FirstToken].Start);
            // A plus or a bracket belongs to the number that it opens.
            while (start > copied && text[start - 1] is '+' or '(')
                start--;
            redacted.Append(text, copied, start - copied);
            standIns[i] = new StandIn(redacted.Length, cut.Label.Length, Decoy.Of(tokens, cut));
            redacted.Append(cut.Label);
            copied = tokens[cut.LastToken].End;
        }

        return new Redacted(redacted.Append(text, copied, text.Length - copied).ToString(), standIns);
    }

    [GeneratedRegex(
        @"(?i:[\p{L}\p{Nd}]+\s(dot|underscore|dash|hyphen)\s)*[\p{L}\p{Nd}][\p{L}\p{Nd}._%+'-]*\s?@\s?[\p{L}\p{Nd}-]+(\.[\p{L}\p{Nd}-]+)+",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
