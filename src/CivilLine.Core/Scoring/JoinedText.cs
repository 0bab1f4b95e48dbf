using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>Several pieces read as one text, a space between them, offsets into the joined shown text.</summary>
internal static class JoinedText
{
    /// <param name="from">The first piece, and <paramref name="last"/> the last one, both included.</param>
    public static NormalizedText Of(IReadOnlyList<Piece> window, int from, int last)
    {
        if (from == last)
            return window[from].Text;
        var (length, shownLength, masks) = (-1, -1, 0);
        for (var i = from; i <= last; i++)
        {
            length += window[i].Text.Text.Length > 0 ? window[i].Text.Text.Length + 1 : 0;
            shownLength += window[i].Text.Shown.Length + 1;
            masks += window[i].Text.Masks;
        }
        if (length <= 0)
            return new NormalizedText(Join(window, from, last, shownLength, text => text.Shown, evenEmpty: true), "", [], masks);

        var offsets = new int[length];
        var (at, shownAt) = (0, 0);
        for (var i = from; i <= last; i++)
        {
            var piece = window[i].Text;
            if (at > 0 && piece.Text.Length > 0)
                offsets[at++] = shownAt - 1;
            foreach (var offset in piece.Offsets)
                offsets[at++] = shownAt + offset;
            shownAt += piece.Shown.Length + 1;
        }
        return new NormalizedText(
            Join(window, from, last, shownLength, text => text.Shown, evenEmpty: true),
            Join(window, from, last, length, text => text.Text, evenEmpty: false), offsets, masks);
    }

    private static string Join(
        IReadOnlyList<Piece> window, int from, int last, int length, Func<NormalizedText, string> part, bool evenEmpty) =>
        string.Create(length, (window, from, last, part, evenEmpty), static (span, all) =>
        {
            var at = 0;
            for (var i = all.from; i <= all.last; i++)
            {
                var text = all.part(all.window[i].Text);
                if (text.Length == 0 && !all.evenEmpty)
                    continue;
                if (at > 0 || (all.evenEmpty && i > all.from))
                    span[at++] = ' ';
                text.CopyTo(span[at..]);
                at += text.Length;
            }
        });
}
