using System.Text;
using System.Text.Json;
using CivilLine.Scoring.SecondStage;
using CsCheck;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

public sealed class UnigramTokenizerTests
{
    private static readonly (string Text, float Score)[] Reserved = [("?", 0), ("<s>", 0), ("</s>", 0)];

    /// <summary>Every unit alone and a good many runs of them, so that texts have many cuts to choose from.</summary>
    private static readonly (string Text, float Score)[] Pieces =
    [
        .. Reserved,
        ("a", -4.1f), ("b", -4.7f), ("c", -5.3f), ("▁", -3.9f), ("▁a", -4.3f), ("▁ab", -6.1f), ("ab", -5.9f), ("bc", -6.7f),
        ("abc", -9.2f), ("▁cab", -8.8f), ("ca", -6.5f), ("cab", -10.3f), ("▁b", -5.2f), ("aa", -7.1f),
    ];

    private static readonly UnigramTokenizer Tokenizer = new(Vocabulary(Pieces));

    [Fact]
    public void Pieces_put_together_give_the_text_back() => Gen.String[Gen.Char["abc "], 0, 120].Sample(text =>
    {
        var plain = Plain(text);

        Assert.Equal(plain.Length == 0 ? "" : "▁" + plain.Replace(' ', '▁'), string.Concat(Encode(plain).Select(id => Pieces[id].Text)));
    });

    [Fact]
    public void Cut_is_as_likely_as_the_best_of_all_cuts() => Gen.String[Gen.Char["abc "], 1, 9].Sample(text =>
    {
        var marked = "▁" + Plain(text).Replace(' ', '▁');
        if (marked.Length == 1)
            return;

        Assert.Equal(Best(marked), Encode(Plain(text)).Sum(id => (double)Pieces[id].Score), 3);
    });

    [Fact]
    public void Unknown_neighbours_become_one_unknown_piece() =>
        Assert.Equal([Id("▁a"), PieceVocabulary.Unknown, Id("b")], Encode("axyzb"));

    [Fact]
    public void Unknown_characters_never_stop_it_whatever_the_text() => Gen.String.Sample(text =>
    {
        var ids = Encode(text);

        Assert.True(text.Length == 0 ? ids.Length == 0 : ids.Length is > 0 and <= 128, $"{ids.Length} pieces");
    });

    /// <param name="seed">One that begins with a text of many equally likely cuts, which rounding used to choose between.</param>
    [Theory]
    [InlineData(null)]
    [InlineData("1yz5yXsRm3w5")]
    public void Last_pieces_stay_when_the_text_is_too_long(string? seed) => Gen.Select(Gen.String[Gen.Char["abc "], 300, 3000], Gen.Int[1, 20]).Sample((text, most) =>
    {
        var plain = Plain(text);
        var all = Encode(plain, 4000);

        Assert.Equal(all[^most..], Encode(plain, most));
    }, seed: seed, iter: 200);

    [Fact]
    public void Encode_allocates_nothing()
    {
        var ids = new long[128];
        Tokenizer.Encode("ab cab aa b", ids);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Tokenizer.Encode("ab cab aa b", ids);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Piece_without_a_log_probability_is_never_used()
    {
        var tokenizer = new UnigramTokenizer(PieceVocabulary.Parse("""[["?",0],["▁a",null],["▁",-1],["a",-2]]"""u8));
        var ids = new long[4];

        Assert.Equal([2L, 3L], ids[..tokenizer.Encode("a", ids)]);
    }

    [Theory]
    [InlineData("{}", "JSON array of [piece, log-probability]")]
    [InlineData("[[\"a\"]]", "an array of its text and its log-probability")]
    [InlineData("[[\"a\",0]]", "no piece with a log-probability")]
    [InlineData("[[1,-2]]", "JSON array of [piece, log-probability]")]
    public void Vocabulary_says_what_is_wrong_with_it(string json, string why)
    {
        var error = Assert.Throws<InvalidDataException>(() => PieceVocabulary.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static int[] Encode(string text, int most = 128)
    {
        var ids = new long[most];
        return [.. ids[..Tokenizer.Encode(text, ids)].Select(id => (int)id)];
    }

    private static double Best(string marked)
    {
        if (marked.Length == 0)
            return 0;
        return Pieces.Skip(Reserved.Length)
            .Where(piece => marked.StartsWith(piece.Text, StringComparison.Ordinal))
            .Max(piece => piece.Score + Best(marked[piece.Text.Length..]));
    }

    private static string Plain(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static int Id(string piece) => Array.FindIndex(Pieces, known => known.Text == piece);

    private static PieceVocabulary Vocabulary((string Text, float Score)[] pieces) =>
        PieceVocabulary.Parse(JsonSerializer.SerializeToUtf8Bytes(pieces.Select(piece => new object[] { piece.Text, piece.Score })));
}
