using System.Text.Json;

namespace CivilLine.Scoring.SecondStage;

/// <summary>A unigram vocabulary: each piece and its log-probability. A piece's number is its place.</summary>
internal sealed class PieceVocabulary
{
    /// <summary>The number of what no piece covers.</summary>
    public const int Unknown = 0;

    private PieceVocabulary(IReadOnlyList<(string Text, double Score)> pieces) => Pieces = pieces;

    public IReadOnlyList<(string Text, double Score)> Pieces { get; }

    /// <summary>
    /// Pieces that text is cut into: those after the reserved first ones, whose log-probability is 0, and not the few
    /// that a published vocabulary gives none.
    /// </summary>
    public IEnumerable<int> Usable => Enumerable.Range(0, Pieces.Count)
        .SkipWhile(id => Pieces[id].Score == 0)
        .Where(id => !double.IsNaN(Pieces[id].Score) && Pieces[id].Text.Length > 0);

    /// <param name="json">An array of [piece, log-probability or null].</param>
    /// <exception cref="InvalidDataException">It is something else, or holds no piece that text could be cut into.</exception>
    public static PieceVocabulary Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var rows = JsonSerializer.Deserialize<JsonElement[][]>(json) ?? [];
            var vocabulary = new PieceVocabulary([.. rows.Select(row => row is [var text, var score]
                ? (text.GetString() ?? "", score.ValueKind == JsonValueKind.Null ? double.NaN : score.GetDouble())
                : throw new InvalidDataException("each piece must be an array of its text and its log-probability"))]);
            return vocabulary.Usable.Any() ? vocabulary : throw new InvalidDataException("it holds no piece with a log-probability");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it must be a JSON array of [piece, log-probability]: {error.Message}", error);
        }
    }
}
