using System.Text.RegularExpressions;

namespace CivilLine.Escalation;

internal enum WarningKind
{
    None,
    Warning,
    Final,
}

/// <summary>Hears the policy's warning in the agent's own words, so that nobody has to click while being shouted at.</summary>
internal static partial class WarningRecogniser
{
    /// <param name="text">What an agent said, normalised.</param>
    public static WarningKind Recognise(string text, Policy policy)
    {
        if (policy.FinalWarningPhrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal)))
            return WarningKind.Final;
        if (policy.WarningPhrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal)))
            return WarningKind.Warning;
        if (!Warns().IsMatch(text))
            return WarningKind.None;
        return Last().IsMatch(text) ? WarningKind.Final : WarningKind.Warning;
    }

    [GeneratedRegex(
        @"\bif you (continue|carry on|keep|don't stop|do not stop)\b.*\b(end|ending|terminate|disconnect|hang up|close)\b"
        + @"|\bneed you to (stop|speak to me|talk to me|be respectful)\b|\b(final|last) warning\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Warns();

    [GeneratedRegex(@"\b(final|last) (warning|time|chance)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Last();
}
