namespace CivilLine.Transcripts.Redaction;

/// <summary>"john dot smith at gmail dot com", half typed or all spoken.</summary>
internal static class SpokenEmails
{
    private const int LongestName = 16;

    /// <summary>The address whose name starts at this token.</summary>
    public static Cut? At(List<Token> tokens, int at)
    {
        var name = NameEnd(tokens, at);
        if (name < 0 || DomainEnd(tokens, name + 1) is not { } domain)
            return null;
        var isName = tokens[at].Text is not ("look" or "looking" or "looked" or "was" or "am" or "i'm" or "is" or "are" or "go"
            or "be" or "it" or "order" or "ordered" or "bought" or "up" or "shop" or "me" or "us" or "them" or "not" or "there" or "here"
            or "available" or "find" or "found" or "online" or "website" or "checked" or "see" or "you" or "this" or "that");
        return domain.IsMail || Context.IsEmail(tokens, at) || isName ? new Cut(at, domain.Last, "[email]") : null;
    }

    /// <summary>The token of the "at" behind a name of one word, or of words and letters joined as names are spelled.</summary>
    private static int NameEnd(List<Token> tokens, int at)
    {
        // Only the longest reading is wanted: a name goes on where "dot", "underscore" or a spelled letter joins it.
        for (var i = at; i < tokens.Count && i < at + LongestName; i++)
        {
            if (i + 1 >= tokens.Count)
                return -1;
            var next = tokens[i + 1];
            if (next.Text == "at")
                return i + 1;
            var joins = IsJoint(next.Text) || IsJoint(tokens[i].Text) || next.Gap is "." or "_"
                || ((tokens[i].IsLetter || IsDigits(tokens[i])) && next.IsLetter)
                || IsDigits(next);
            if (!joins)
                return -1;
        }

        return -1;
    }

    private static (int Last, bool IsMail)? DomainEnd(List<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        var isMail = IsMailHost(tokens[at].Text);
        for (var i = at; i < tokens.Count && i < at + 6; i++)
        {
            var dotted = i + 1 < tokens.Count && tokens[i + 1] is { Gap: ".", IsGlued: true };
            var dot = dotted ? i : i + 1;
            if (!dotted && (dot + 1 >= tokens.Count || tokens[dot].Text is not "dot"))
            {
                if (i - at >= 3 || dot >= tokens.Count || tokens[dot].Gap.Length > 0)
                    return null;
                continue;
            }

            if (!IsTop(tokens[dot + 1].Text))
            {
                i = dot;
                continue;
            }

            return (Extend(tokens, dot + 1), isMail);
        }

        return null;
    }

    private static int Extend(List<Token> tokens, int top)
    {
        if (top + 1 < tokens.Count && tokens[top + 1] is { Gap: ".", IsGlued: true } && IsTop(tokens[top + 1].Text))
            return top + 1;
        return top + 2 < tokens.Count && tokens[top + 1].Text == "dot" && IsTop(tokens[top + 2].Text) ? top + 2 : top;
    }

    private static bool IsJoint(string word) => word is "dot" or "underscore" or "dash" or "hyphen";

    private static bool IsDigits(Token token) =>
        token.Kind == TokenKind.Number
        || token.Text is "zero" or "one" or "two" or "three" or "four" or "five" or "six" or "seven" or "eight" or "nine" or "double";

    private static bool IsTop(string word) => word is
        "com" or "co" or "uk" or "org" or "net" or "ie" or "edu" or "gov" or "ac" or "us" or "ca" or "au" or "nz" or "in"
        or "eu" or "de" or "fr" or "es" or "it" or "nl" or "io" or "info" or "biz" or "me" or "nhs" or "za";

    private static bool IsMailHost(string word) => word is
        "gmail" or "googlemail" or "hotmail" or "outlook" or "yahoo" or "icloud" or "aol" or "live" or "btinternet" or "sky"
        or "virginmedia" or "protonmail" or "proton" or "msn" or "talktalk" or "ntlworld" or "mail" or "me" or "mac" or "ymail"
        or "comcast" or "verizon" or "eircom";
}
