using System.Buffers;

namespace CivilLine.Escalation.Speech;

internal enum WarningKind
{
    None,
    Warning,
    Final,
}

/// <summary>Hears the policy's warning in the agent's own words, so that nobody has to click while being shouted at.</summary>
internal static class WarningRecogniser
{
    /// <param name="text">What an agent said, normalised.</param>
    public static WarningKind Recognise(string text, Policy policy)
    {
        if (Holds(text, policy.FinalWarningPhrases))
            return WarningKind.Final;
        if (Holds(text, policy.WarningPhrases))
            return WarningKind.Warning;
        text = text.Replace(" ?", "", StringComparison.Ordinal).Replace(" !", "", StringComparison.Ordinal);
        if (!IsWarning(text))
            return WarningKind.None;
        return WarningPatterns.Last().IsMatch(text) ? WarningKind.Final : WarningKind.Warning;
    }

    private static bool Holds(string text, IReadOnlyList<string> phrases) =>
        phrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal));

    private static bool IsWarning(string text)
    {
        var said = Start(text);
        return said >= 0 && !IsReported(text, said);
    }

    // Most of what an agent says holds none of these, and so costs a look and no pattern.
    private static readonly SearchValues<string> Ends = SearchValues.Create(
        [" end", "terminat", " hang", "phone down", "disconnect", " cut", " clos", "releas", "ring off", "ringing off", " over",
            "finish", " drop", " done", "leav", "stop", "can't", "cannot", "can not", "won't", "will not", "not ", "unable", "be able"],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Conditions =
        SearchValues.Create(["if ", "unless", "until", "when ", "while ", " more", "another ", "next ", "keep ", "carry ", "go on", " or ", "otherwise", " and "], StringComparison.Ordinal);

    private static readonly SearchValues<string> Manners = SearchValues.Create(
        ["swear", "swor", "curs", "cuss", "shout", "yell", "scream", "langu", "tone", "abus", "speak", "spoke", "talk", "insult",
            "call me", "calling me", "called", "threat", "rude", "aggress", "offens", "respect", "polite", "civil", "personal",
            "professional", "courteous", "tongue", "mouth", "manner", "attitude", "behav", "treat", "racis", "comment",
            "remark", "tolera", "warn", "cheek"],
        StringComparison.Ordinal);

    /// <summary>Where the warning starts; -1 where there is none.</summary>
    private static int Start(string text)
    {
        if (text.AsSpan().ContainsAny(Ends) && Conditional(text) is var condition and >= 0)
            return condition;
        if (!text.AsSpan().ContainsAny(Manners))
            return -1;
        if (WarningPatterns.Demand().Match(text) is { Success: true } demand)
            return demand.Index;
        if (WarningPatterns.Line().Match(text) is { Success: true } line)
            return line.Index;
        return WarningPatterns.Named().Match(text) is { Success: true } named && !WarningPatterns.OtherWarning().IsMatch(text) ? named.Index : -1;
    }

    private static int Conditional(string text)
    {
        if (!text.AsSpan().ContainsAny(Conditions))
            return -1;
        var condition = WarningPatterns.Condition().Match(text);
        var ends = WarningPatterns.Consequence().Match(text);
        var aboutConduct = WarningPatterns.Conduct().IsMatch(text);
        if (!ends.Success && !(aboutConduct && WarningPatterns.Refusal().IsMatch(text)))
            return -1;
        if (WarningPatterns.Callback().IsMatch(text) && !aboutConduct)
            return -1;
        if (!condition.Success && aboutConduct)
            condition = WarningPatterns.WeakCondition().Match(text);
        return !condition.Success ? -1 : ends.Success ? Math.Min(condition.Index, ends.Index) : condition.Index;
    }

    private static bool IsReported(string text, int before) =>
        WarningPatterns.Reported().Match(text) is { Success: true } reported && reported.Index <= before;
}
