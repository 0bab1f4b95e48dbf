using System.Buffers;

namespace CivilLine.Transcripts;

/// <summary>For what others wrote and a terminal, a log or a list of mistakes is to show.</summary>
public static class PlainText
{
    /// <summary>Control characters, ends of lines, and what turns the direction of writing.</summary>
    private static readonly SearchValues<char> Unshown = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat(Enumerable.Range(0x2028, 7)).Concat(Enumerable.Range(0x2066, 4)).Select(unit => (char)unit)]);

    /// <returns>The same string where all of it can be shown; else with U+FFFD in place of what would be more than text.</returns>
    public static string Of(string text) => text.AsSpan().ContainsAny(Unshown)
        ? string.Create(text.Length, text, static (shown, from) =>
        {
            from.CopyTo(shown);
            shown.ReplaceAny(Unshown, '\ufffd');
        })
        : text;
}
