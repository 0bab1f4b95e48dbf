namespace CivilLine.Transcripts.Redaction;

/// <summary>
/// An utterance as a link of a chain: its digits at either end, past the words that people put around them ("and then",
/// "yeah").
/// </summary>
internal sealed class PieceText
{
    private const int MostIdleWords = 3;

    private readonly List<Edit> _edits = [];

    public PieceText(TimelineEntry entry)
    {
        Entry = entry;
        Token.Read(Text, Tokens);
        First = Tokens.FindIndex(token => !IsConnector(token.Text));
        Last = Tokens.FindLastIndex(token => !IsConnector(token.Text));
        Opens = First >= 0 && IsNumber(First);
        Closes = Last >= 0 && EndsInNumber();
    }

    public TimelineEntry Entry { get; }
    public string Text => Entry.Fragment.Text;
    public List<Token> Tokens { get; } = [];

    /// <summary>The first and last token that are no connectors; -1 where there are none.</summary>
    public int First { get; }
    public int Last { get; }

    /// <summary>Whether it begins with a number or a label, and whether it ends so.</summary>
    public bool Opens { get; }
    public bool Closes { get; }

    public bool IsIdle => First < 0 || (Tokens.Count <= MostIdleWords && Tokens.TrueForAll(token => IsConnector(token.Text) || IsPause(token.Text)));

    /// <summary>Nothing but digits, labels and connectors, so that a number may go on past it.</summary>
    public bool IsPure
    {
        get
        {
            for (var at = Math.Max(0, First); at <= Last;)
            {
                if (IsLabel(at) || IsConnector(Tokens[at].Text))
                    at++;
                else if (SpokenDigits.Read(Tokens, at, true, out _) is var read and > 0)
                    at += read;
                else
                    return false;
            }

            return First >= 0;
        }
    }

    public bool HasEdits => _edits.Count > 0;

    /// <param name="whole">Whether the number lies in this piece alone: one that goes on elsewhere is no longer told by its stand-in.</param>
    public void Cut(int start, int end, string label, bool whole = true)
    {
        if (end - start == label.Length && Text.AsSpan(start, label.Length).SequenceEqual(label) && (whole || StandInAt(start) is null))
            return;
        _edits.Add(new Edit(start, end, label));
    }

    /// <inheritdoc cref="LabelAt"/>
    public string? Touching(bool atEnd) => LabelAt(atEnd ? Last : First);

    /// <summary>The label of a number that came in pieces; null where there is none.</summary>
    public string? LabelAt(int at) =>
        at >= 0 && IsLabel(at) && Tokens[at].Text is ("card" or "phone" or "account" or "ssn") && StandInAt(Tokens[at].Start - 1) is null
            ? $"[{Tokens[at].Text}]"
            : null;

    /// <summary>The number behind a label turned out to be part of a longer one, which its stand-in alone no longer tells.</summary>
    public void Join(int at)
    {
        if (at < 0 || !IsLabel(at) || Tokens[at].Text is not ("card" or "phone" or "account" or "ssn"))
            return;
        Cut(Tokens[at].Start - 1, Tokens[at].End + 1, $"[{Tokens[at].Text}]", whole: false);
    }

    public StandIn? StandInAt(int start)
    {
        foreach (var standIn in Entry.Fragment.StandIns)
        {
            if (standIn.Start == start)
                return standIn;
        }

        return null;
    }

    public bool IsLabel(int at) => Tokens[at].Gap.EndsWith('[') && Tokens[at].End < Text.Length && Text[Tokens[at].End] == ']';

    /// <returns>Whether anything changed.</returns>
    public bool Commit()
    {
        if (_edits.Count == 0)
            return false;
        Entry.Rewrite(Edit.Merge(_edits));
        return true;
    }

    private bool IsNumber(int at) => IsLabel(at) || SpokenDigits.IsOne(Tokens, at);

    private bool EndsInNumber() =>
        IsNumber(Last) || (Last > 0 && SpokenDigits.Read(Tokens, Last - 1, true, out _) == 2);

    private static bool IsConnector(string word) => DigitRun.IsFiller(word) || word is "and" or "so" or "it's" or "its" or "that's" or "is" or "right";

    private static bool IsPause(string word) => word is "hang" or "on" or "wait" or "a" or "sec" or "hold" or "let" or "me" or "see" or "the" or "next" or "mm";
}
