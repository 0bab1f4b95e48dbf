using System.Buffers;

namespace CivilLine.Transcripts.Redaction;

/// <summary>Digits that belong together, typed or spoken, in groups as they came.</summary>
internal sealed class DigitRun
{
    private const int Longest = 40;

    private static readonly SearchValues<char> Joints = SearchValues.Create(",-–—()\u200b.");

    private readonly List<(int FirstToken, int LastToken, string Digits)> _groups = new(8);

    public IReadOnlyList<(int FirstToken, int LastToken, string Digits)> Groups => _groups;

    public int LastToken => _groups[^1].LastToken;

    /// <summary>The run that starts at a token; null where no digit does.</summary>
    /// <param name="used">One that nobody needs any more, to be filled anew: any digit of a text may begin a run.</param>
    public static DigitRun? At(List<Token> tokens, int at, DigitRun? used = null)
    {
        DigitRun? run = null;
        used?._groups.Clear();
        for (var next = at; next < tokens.Count && (run?._groups.Count ?? 0) < Longest;)
        {
            if (next > at && !Joins(tokens, next))
                break;
            var length = SpokenDigits.Read(tokens, next, run?._groups.Count > 2, out var digits);
            if (length > 0)
            {
                (run ??= used ?? new DigitRun())._groups.Add((next, next + length - 1, digits));
                next += length;
            }
            else if (next > at && IsFiller(tokens[next].Text))
            {
                next++;
            }
            else if (run?._groups.Count > 2 && SpokenDigits.Misheard(tokens[next].Text) is { } heard
                && next + 1 < tokens.Count && Joins(tokens, next + 1) && SpokenDigits.IsOne(tokens, next + 1))
            {
                run._groups.Add((next, next, heard));
                next++;
            }
            else
            {
                break;
            }
        }

        return run;
    }

    /// <summary>The groups from <paramref name="first"/> that have exactly so many digits; -1 where they end elsewhere.</summary>
    public int EndOf(int first, int digits)
    {
        for (var i = first; i < _groups.Count && digits > 0; i++)
        {
            digits -= _groups[i].Digits.Length;
            if (digits == 0)
                return i;
        }

        return -1;
    }

    public string Digits(int first, int last) => string.Concat(_groups.Skip(first).Take(last - first + 1).Select(group => group.Digits));

    /// <summary>The same, into memory that has room for them.</summary>
    public ReadOnlySpan<char> Digits(int first, int last, Span<char> room)
    {
        var length = 0;
        for (var i = first; i <= last; length += _groups[i].Digits.Length, i++)
            _groups[i].Digits.CopyTo(room[length..]);
        return room[..length];
    }

    public int DigitCount(int first)
    {
        var count = 0;
        for (var i = first; i < _groups.Count; i++)
            count += _groups[i].Digits.Length;
        return count;
    }

    public static bool IsFiller(string word) =>
        word is "um" or "uh" or "er" or "erm" or "hmm" or "dash" or "hyphen" or "space" or "yeah" or "yes" or "yep" or "ok" or "okay" or "then";

    private static bool Joins(List<Token> tokens, int next)
    {
        var gap = tokens[next].Gap;
        if (gap.Length == 0)
            return true;
        // "9.99" is a price or a reading; "555.123.4567" is a number in groups.
        if (gap == ".")
            return !(tokens[next].IsGlued && tokens[next].Kind == TokenKind.Number && tokens[next].Text.Length < 3);
        return gap.Length <= 2 && !gap.AsSpan().ContainsAnyExcept(Joints);
    }
}
