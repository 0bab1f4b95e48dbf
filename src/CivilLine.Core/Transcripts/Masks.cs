namespace CivilLine.Transcripts;

internal enum MarkerKind
{
    /// <summary>A bracket without a meaning of its own: its words are read as words.</summary>
    None,

    /// <summary>The normaliser's own mask token.</summary>
    Made,
    Profanity,

    /// <summary>Laughter, noise and the like: not words.</summary>
    Noise,
}

/// <summary>What recognisers and vendors print in place of an obscenity.</summary>
internal static class Masks
{
    private const int LongestMarker = 40;

    /// <summary>No hidden word is longer; its token must fit a marker, to be known again.</summary>
    private const int LongestRun = 32;

    public static bool MayStart(char unit) => unit is '*' or '#';

    /// <summary>Length of the bracketed marker at the start of <paramref name="text"/>; 0 where there is none.</summary>
    public static int MarkerLength(ReadOnlySpan<char> text, out MarkerKind kind)
    {
        kind = MarkerKind.None;
        var close = text[0] switch { '[' => ']', '<' => '>', '(' => ')', _ => '}' };
        var length = text[1..Math.Min(text.Length, LongestMarker)].IndexOf(close);
        if (length < 0)
            return 0;
        var content = text.Slice(1, length).Trim(" *_-.");
        kind = text[0] == '<' && IsOwn(text.Slice(1, length)) ? MarkerKind.Made : Kind(content);
        return kind == MarkerKind.None ? 0 : length + 2;
    }

    private static bool IsOwn(ReadOnlySpan<char> content)
    {
        if (content is "mask")
            return true;
        if (!content.StartsWith("mask:") || content.Length == 5)
            return false;
        foreach (var unit in content[5..])
        {
            if (!char.IsLetter(unit) && unit != '*')
                return false;
        }

        return content[5..].ContainsAnyInRange('a', 'z');
    }

    private static MarkerKind Kind(ReadOnlySpan<char> content) => content switch
    {
        "profanity" or "profanities" or "profane" or "expletive" or "expletives" or "expletive deleted" or "censored"
            or "obscenity" or "obscene" or "swearing" or "swear word" or "swearword" or "swears" or "curse"
            or "curse word" or "cursing" or "vulgarity" or "bleep" or "bleeped" or "beep" or "beeped"
            or "explicit" or "offensive" or "bad word" => MarkerKind.Profanity,
        "laughter" or "laughs" or "laughing" or "noise" or "background noise" or "music" or "hold music" or "silence"
            or "pause" or "inaudible" or "unintelligible" or "crosstalk" or "unk" or "cough" or "coughs" or "sigh"
            or "sighs" or "breath" or "indistinct" or "static" or "blank_audio" => MarkerKind.Noise,
        _ => MarkerKind.None,
    };

    public static bool IsBleep(ReadOnlySpan<char> word) => word is "bleep" or "beep" or "bleeped" or "beeped" or "expletive" or "censored";

    /// <summary>"*bleep*": the stars say that it stands for a word and was not said.</summary>
    public static bool IsStarred(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && text[start - 1] == '*' && end < text.Length && text[end] == '*';

    /// <summary>The end of a mask run (<c>f***</c>, <c>****ing</c>, <c>f--k</c>) at <paramref name="start"/>; start where it is none.</summary>
    public static int RunEnd(ReadOnlySpan<char> text, int start)
    {
        // Stars just before were already found to hide nothing.
        if (start > 0 && (MayStart(text[start - 1]) || (MayStart(text[start]) && char.IsLetter(text[start - 1]))))
            return start;
        var end = start;
        var masked = 0;
        var letters = 0;
        var lettersSinceMask = 0;
        for (; end < text.Length; end++)
        {
            if (text[end] is '*' or '#')
            {
                masked++;
                lettersSinceMask = 0;
            }
            else if (char.IsAsciiLetter(text[end]))
            {
                letters++;
                lettersSinceMask++;
            }
            else
            {
                break;
            }
        }

        if (end - start > LongestRun && letters > 0)
            return start;
        // Masked digits (****7719) hide a number, not a word.
        if (masked > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
            return start;
        if (masked > 0 && Hides(text[start..end], masked, letters))
            return end;
        return masked == 0 && letters == 1 ? DashedEnd(text, start) : start;
    }

    private static bool Hides(ReadOnlySpan<char> run, int masked, int letters)
    {
        if (letters == 0)
            return masked >= (run.Contains('*') ? 2 : 3);
        // *really* and **now** are emphasis.
        var inner = run.Trim("*#");
        if (inner.Length == letters && letters > 2 && run.Length - inner.Length <= 4 && run[0] is '*' or '#' && run[^1] is '*' or '#')
            return false;
        return masked >= 2 || (inner.Length > letters && inner.IndexOfAny('*', '#') > 0);
    }

    /// <summary>f--k, f-ck and s---: one letter, dashes, and at most what an obscenity ends in.</summary>
    private static int DashedEnd(ReadOnlySpan<char> text, int start)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1]))
            return start;
        var dashes = start + 1;
        while (dashes < text.Length && text[dashes] == '-')
            dashes++;
        var end = dashes;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        var count = dashes - start - 1;
        var tail = text[dashes..end];
        // Letters spelled out one by one (s-k-y-d) go on with another dash.
        if (end < text.Length && text[end] == '-')
            return start;
        var hides = text[start] switch
        {
            'f' => count >= 2 || tail is "k" or "ck" or "cking" or "king" or "cker" or "ker" or "ked" or "cked",
            's' => count >= 3 || (count == 2 && tail is "t" or "te" or "ty") || tail is "ht" or "hite",
            'c' => count >= 3 || tail is "nt" or "nts",
            'b' => count >= 3 || tail is "tch" or "stard" or "tches",
            _ => false,
        } && count >= 1;
        return hides ? end : start;
    }

    public static int SkipPossessive(ReadOnlySpan<char> text, int end)
    {
        if (end + 1 < text.Length && text[end] == '\'' && char.IsAsciiLetter(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
        }

        return end;
    }
}
