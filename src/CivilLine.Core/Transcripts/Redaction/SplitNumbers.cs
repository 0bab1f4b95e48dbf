namespace CivilLine.Transcripts.Redaction;

/// <summary>
/// Finds what is said over several utterances or behind another speaker's question: the piece that completes a number
/// takes the pieces before it along. It works on the words as they are shown, which is all that there is: a piece that is
/// no number yet stands there readable, and what was cut is told by its stand-in, or by its label alone after a restart.
/// </summary>
internal static class SplitNumbers
{
    private const int Longest = 24;
    private const int MostIdle = 2;
    private const long GapMs = 20_000;
    private const int FewestEchoed = 3;
    private const int FewestOfCard = 4;

    /// <returns>The utterances whose text changed, <paramref name="entry"/> among them where it did.</returns>
    public static IReadOnlyCollection<TimelineEntry> Complete(IReadOnlyList<TimelineEntry> entries, TimelineEntry entry, TimelineEntry? replaced)
    {
        HashSet<TimelineEntry> changed = new(ReferenceEqualityComparer.Instance);
        if (replaced is not null && KeepMasked(entry, replaced))
            changed.Add(entry);
        var piece = new PieceText(entry);
        if (!MayTakePart(piece))
            return changed;
        var chain = Chain(entries, piece);
        if (chain.Count > 1)
            Join(entries, chain, changed);
        Ask(entries, piece, changed);
        return changed;
    }

    /// <summary>What an earlier revision showed to be a card is one still, though the recogniser has lost a digit of it.</summary>
    private static bool KeepMasked(TimelineEntry entry, TimelineEntry replaced)
    {
        const string label = "[card]";
        if (Erasure.Labels(replaced.Fragment.Text, label) <= Erasure.Labels(entry.Fragment.Text, label))
            return false;
        var edits = Erasure.Numbers(entry.Fragment.Text, FewestOfCard, label);
        if (edits.Count > 0)
            entry.Rewrite(edits);
        return edits.Count > 0;
    }

    private static bool MayTakePart(PieceText piece)
    {
        for (var i = 0; i < piece.Tokens.Count; i++)
        {
            if (SpokenDigits.IsOne(piece.Tokens, i) || piece.Tokens[i].Text is "dot" or "double" or "triple" or "treble" || piece.IsLabel(i))
                return true;
        }

        return false;
    }

    private static List<PieceText> Chain(IReadOnlyList<TimelineEntry> entries, PieceText piece)
    {
        List<PieceText> chain = [piece];
        var at = IndexOf(entries, piece.Entry);
        foreach (var step in (ReadOnlySpan<int>)[-1, 1])
        {
            var (edge, idle) = (piece, 0);
            for (var i = at + step; i >= 0 && i < entries.Count && chain.Count < Longest; i += step)
            {
                if (entries[i].Speaker != piece.Entry.Speaker)
                    continue;
                if (Pause(edge.Entry, entries[i]) > GapMs)
                    break;
                var next = new PieceText(entries[i]);
                if (next.IsIdle)
                {
                    if (++idle > MostIdle)
                        break;
                    continue;
                }

                chain.Insert(step < 0 ? 0 : chain.Count, next);
                if (!next.IsPure)
                    break;
                edge = next;
            }
        }

        return chain;
    }

    private static void Join(IReadOnlyList<TimelineEntry> entries, List<PieceText> chain, HashSet<TimelineEntry> changed)
    {
        var joined = new JoinedPieces(chain);
        List<Token> tokens = [];
        Token.Read(joined.Text, tokens);
        foreach (var cut in Redactor.Cuts(tokens, PersonalData.None) ?? [])
        {
            if (Start(joined, tokens, cut) is not { } first)
                continue;
            var start = tokens[first].Start;
            var cutOut = joined.Cut(start > 0 && joined.Text[start - 1] is '+' or '(' ? start - 1 : start, tokens[cut.LastToken].End, cut.Label);
            if (cut.Label == "[card]" && cutOut.Count > 1)
                TakeEchoes(entries, cutOut, DigitRun.At(tokens, first), changed);
        }

        Commit(chain, changed);
        // What is taken along has neighbours of its own, further out.
        for (var taken = true; taken;)
        {
            chain = [.. chain.Select(piece => new PieceText(piece.Entry))];
            TakeNeighbours(chain);
            taken = Commit(chain, changed);
        }
    }

    private static bool Commit(List<PieceText> chain, HashSet<TimelineEntry> changed)
    {
        var isAny = false;
        foreach (var piece in chain)
        {
            if (!piece.Commit())
                continue;
            changed.Add(piece.Entry);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>
    /// Pieces may be missing in the middle of what is here, so that a number seems to begin where none does: a card takes
    /// the digits before it along, and anything else has to begin where digits do.
    /// </summary>
    private static int? Start(JoinedPieces joined, List<Token> tokens, Cut cut)
    {
        var first = cut.FirstToken;
        if (first == 0 || !SpokenDigits.IsOne(tokens, first) || DigitRun.At(tokens, first - 1) is not { } before || before.LastToken < first)
            return first;
        if (joined.IsStart(tokens[first].Start))
            return first;
        if (cut.Label != "[card]")
            return null;
        while (first > 0 && DigitRun.At(tokens, first - 1) is { } run && run.LastToken >= first)
            first--;
        return first;
    }

    /// <summary>
    /// Digits right beside the label of a number that came in pieces are more of it: what could tell otherwise is gone with
    /// the digits.
    /// </summary>
    private static void TakeNeighbours(List<PieceText> chain)
    {
        foreach (var piece in chain)
            TakeRest(piece);
        for (var i = 0; i + 1 < chain.Count; i++)
        {
            if (chain[i].HasEdits || chain[i].Touching(atEnd: true) is not { } label)
                continue;
            chain[i + 1].Join(chain[i + 1].First);
            TakeRun(chain[i + 1], FirstRun(chain[i + 1]), label);
        }

        for (var i = chain.Count - 1; i > 0; i--)
        {
            if (chain[i].HasEdits || chain[i].Touching(atEnd: false) is not { } label || !chain[i - 1].Closes)
                continue;
            chain[i - 1].Join(chain[i - 1].Last);
            TakeRun(chain[i - 1], LastRun(chain[i - 1]), label, isEnd: true);
        }
    }

    /// <summary>Or in the same piece, where pieces came out of order and a number seemed to end before it did.</summary>
    private static void TakeRest(PieceText piece)
    {
        for (var i = 0; i + 1 < piece.Tokens.Count; i++)
        {
            if (piece.LabelAt(i) is { } label && piece.Tokens[i + 1].Gap == "]")
                TakeRun(piece, i + 1, label);
            if (!piece.IsLabel(i) || !piece.IsLabel(i + 1) || !IsBeside(piece.Tokens[i + 1].Gap))
                continue;
            if (piece.LabelAt(i) is not null)
                piece.Join(i + 1);
            else if (piece.LabelAt(i + 1) is not null)
                piece.Join(i);
        }
    }

    /// <summary>Nothing but space between two labels.</summary>
    private static bool IsBeside(string gap) => gap is [']', .., '['] && string.IsNullOrWhiteSpace(gap[1..^1]);

    /// <summary>The run at the end of a piece, past the labels that stand there already; -1 where there is none.</summary>
    private static int LastRun(PieceText piece)
    {
        var last = piece.Last;
        while (last >= 0 && piece.IsLabel(last))
            last--;
        foreach (var run in Erasure.Runs(piece.Tokens))
        {
            if (run.LastToken == last)
                return run.Groups[0].FirstToken;
        }

        return -1;
    }

    private static int FirstRun(PieceText piece)
    {
        var first = Math.Max(0, piece.First);
        while (first < piece.Tokens.Count && piece.IsLabel(first))
            first++;
        return first < piece.Tokens.Count && (first == piece.First || piece.Tokens[first].Gap == "]") ? first : -1;
    }

    private static void TakeRun(PieceText piece, int at, string label, bool isEnd = false)
    {
        if (at < 0 || piece.IsLabel(at) || DigitRun.At(piece.Tokens, at) is not { } run || IsAmount(piece, at, run.LastToken))
            return;
        // "One moment" may follow a number; a digit that words end in is the number's first.
        if (isEnd || run.DigitCount(0) > 1 || piece.Tokens[at].Kind == TokenKind.Number || piece.IsPure)
            piece.Cut(piece.Tokens[at].Start, piece.Tokens[run.LastToken].End, label);
    }

    private static bool IsAmount(PieceText piece, int first, int last) =>
        piece.Tokens[first].Gap.AsSpan().IndexOfAny("£$€") >= 0
        || (last + 1 < piece.Tokens.Count && piece.Tokens[last + 1].Text is "pounds" or "pound" or "pence" or "quid" or "dollars" or "euros"
            or "percent" or "minutes" or "hours" or "days" or "weeks" or "months" or "years" or "times" or "of");

    /// <summary>The other side said the digits back while they came.</summary>
    private static void TakeEchoes(IReadOnlyList<TimelineEntry> entries, List<PieceText> said, DigitRun? run, HashSet<TimelineEntry> changed)
    {
        if (run is null)
            return;
        var digits = run.Digits(0, run.Groups.Count - 1);
        var (from, to, speaker) = (said[0].Entry.StartMs, said[^1].Entry.EndMs + GapMs, said[0].Entry.Speaker);
        foreach (var entry in entries.Where(one => one.Speaker != speaker && one.StartMs >= from && one.StartMs <= to))
        {
            var piece = new PieceText(entry);
            foreach (var echo in Erasure.Runs(piece.Tokens))
            {
                if (echo.DigitCount(0) >= FewestEchoed && digits.Contains(echo.Digits(0, echo.Groups.Count - 1), StringComparison.Ordinal))
                    piece.Cut(piece.Tokens[echo.Groups[0].FirstToken].Start, piece.Tokens[echo.LastToken].End, "[card]");
            }

            if (piece.Commit())
                changed.Add(entry);
        }
    }

    /// <summary>"And the three digits on the back?" says what the next speaker's digits are.</summary>
    private static void Ask(IReadOnlyList<TimelineEntry> entries, PieceText answer, HashSet<TimelineEntry> changed)
    {
        const string between = " | ";
        answer = new PieceText(answer.Entry);
        if (!answer.Opens || Question(entries, answer.Entry) is not { } question)
            return;
        var asked = question.Fragment.Text + between;
        List<Token> tokens = [];
        Token.Read(asked + answer.Text, tokens);
        foreach (var cut in Redactor.Cuts(tokens, PersonalData.None) ?? [])
        {
            if (tokens[cut.FirstToken].Start >= asked.Length)
                answer.Cut(tokens[cut.FirstToken].Start - asked.Length, tokens[cut.LastToken].End - asked.Length, cut.Label);
        }

        if (answer.Commit())
            changed.Add(answer.Entry);
    }

    private static TimelineEntry? Question(IReadOnlyList<TimelineEntry> entries, TimelineEntry answer)
    {
        var at = IndexOf(entries, answer) - 1;
        return at >= 0 && entries[at].Speaker != answer.Speaker && Pause(entries[at], answer) <= GapMs ? entries[at] : null;
    }

    private static long Pause(TimelineEntry one, TimelineEntry other) =>
        Math.Max(one.StartMs, other.StartMs) - Math.Min(Math.Max(one.StartMs, one.EndMs), Math.Max(other.StartMs, other.EndMs));

    private static int IndexOf(IReadOnlyList<TimelineEntry> entries, TimelineEntry entry)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(entries[i], entry))
                return i;
        }

        return -1;
    }
}
