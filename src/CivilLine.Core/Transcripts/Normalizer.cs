using System.Buffers;

namespace CivilLine.Transcripts;

/// <summary>
/// Turns shown text into what the model reads. Fixed by the model's training: a change here asks for a new model.
/// Normalising its own output changes nothing.
/// </summary>
public static class Normalizer
{
    private const int OnStack = 512;
    private const int MostPasses = 8;

    /// <param name="shown">Any string, lone surrogates and control characters included; never throws on content.</param>
    public static NormalizedText Normalize(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var once = Pass(shown, out var mended);
        return !mended && Folding.IsAscii(once.Text) ? once : Settle(once);
    }

    /// <summary>
    /// A dropped mark can leave neighbours that compose (Hangul, accents), a mended word can stand beside its double: read
    /// again until nothing moves.
    /// </summary>
    private static NormalizedText Settle(NormalizedText text)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var again = Pass(text.Text, out _);
            if (again.Text == text.Text)
                break;
            text = text with { Text = again.Text, Offsets = [.. again.Offsets.Select(offset => text.Offsets[offset])] };
        }

        return text;
    }

    private static NormalizedText Pass(string shown, out bool mended)
    {
        // No compatibility form is longer than 18 units, and a mask token adds at most as much as its brackets.
        var capacity = (Folding.IsAscii(shown) ? shown.Length : shown.Length * Folding.LongestExpansion) + 1;
        var units = capacity <= OnStack ? null : ArrayPool<char>.Shared.Rent(capacity);
        var origins = capacity <= OnStack ? null : ArrayPool<int>.Shared.Rent(capacity);
        try
        {
            var folded = units is null ? stackalloc char[capacity] : units;
            var from = origins is null ? stackalloc int[capacity] : origins;
            var length = Folding.Fold(shown, folded, from);
            return Read(shown, folded[..length], from[..length], out mended);
        }
        finally
        {
            if (units is not null)
                ArrayPool<char>.Shared.Return(units);
            if (origins is not null)
                ArrayPool<int>.Shared.Return(origins);
        }
    }

    private static NormalizedText Read(string shown, ReadOnlySpan<char> folded, ReadOnlySpan<int> from, out bool mended)
    {
        var capacity = (folded.Length * 4) + 16;
        var units = capacity <= OnStack * 4 ? null : ArrayPool<char>.Shared.Rent(capacity);
        var origins = capacity <= OnStack * 4 ? null : ArrayPool<int>.Shared.Rent(capacity);
        try
        {
            var writer = new TokenWriter(
                units is null ? stackalloc char[capacity] : units,
                origins is null ? stackalloc int[capacity] : origins);
            new TokenReader(folded, from).ReadInto(ref writer);
            mended = writer.IsMended;
            return new NormalizedText(shown, writer.Text.ToString(), writer.Offsets.ToArray(), writer.Masks);
        }
        finally
        {
            if (units is not null)
                ArrayPool<char>.Shared.Return(units);
            if (origins is not null)
                ArrayPool<int>.Shared.Return(origins);
        }
    }
}
