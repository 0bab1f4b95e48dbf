using System.Text.RegularExpressions;

namespace CivilLine.Escalation;

/// <summary>Hears a caller take it back. Only such words count as are about how the caller spoke.</summary>
internal static partial class ApologyRecogniser
{
    /// <param name="text">What a caller said, normalised.</param>
    public static bool IsApology(string text) => Apologises().IsMatch(text);

    [GeneratedRegex(
        @"\b(sorry|apologise|apologize|apologies)\b.*\b(shouldn't have|should not have|swearing|swore|language|rude|shouting|shouted|having a go)\b"
        + @"|\bi (shouldn't have|didn't mean to) (said|say|swear|shout|sworn|shouted|take it out)\b|\bi take (it|that) back\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Apologises();
}
