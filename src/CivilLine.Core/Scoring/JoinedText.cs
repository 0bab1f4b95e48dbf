using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>Several pieces read as one text, a space between them, offsets into the joined shown text.</summary>
internal static class JoinedText
{
    public static NormalizedText Of(IReadOnlyList<Piece> window, int from)
    {
        var shown = string.Join(' ', window.Skip(from).Select(piece => piece.Text.Shown));
        var text = string.Join(' ', window.Skip(from).Select(piece => piece.Text.Text).Where(text => text.Length > 0));
        var offsets = new int[text.Length];
        var at = 0;
        var shownAt = 0;
        var masks = 0;
        for (var i = from; i < window.Count; i++)
        {
            var piece = window[i].Text;
            if (piece.Text.Length > 0 && at > 0)
                offsets[at++] = shownAt - 1;
            foreach (var offset in piece.Offsets)
                offsets[at++] = shownAt + offset;
            shownAt += piece.Shown.Length + 1;
            masks += piece.Masks;
        }
        return new NormalizedText(shown, text, offsets, masks);
    }
}
