using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Transcripts;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("Hello THERE, you.", "hello there you")]
    [InlineData("I don’t know", "i don't know")]
    [InlineData("‘quoted’ doin' rock'n'roll", "quoted doin rock'n'roll")]
    [InlineData("um so erm I uh see", "so i see")]
    [InlineData("you know where i live", "you know where i live")]
    [InlineData("i i i'm sure the the engineer", "i'm sure the engineer")]
    [InlineData("no no no very very bad", "no no no very very bad")]
    [InlineData("it's £9.99, not 1,000", "it's 9.99 not 1000")]
    [InlineData("what?!! really ??", "what ? ! really ?")]
    [InlineData("ﬁne Ｆｕｌｌ １２", "fine full 12")]
    [InlineData("zero\u200bwidth so\u00adft", "zerowidth soft")]
    [InlineData("f\u0336u\u0336n", "fun")]
    [InlineData("tab\tline\r\nnul\0end", "tab line nul end")]
    [InlineData("mother-in-law", "mother in law")]
    [InlineData("[laughter] yes (I think) [name]", "yes i think name")]
    [InlineData("*really* **bold** star*", "really bold star")]
    [InlineData("", "")]
    [InlineData(" ... um , ", "")]
    public void Text_is_read_plainly(string shown, string expected) =>
        Assert.Equal(expected, Normalizer.Normalize(shown).Text);

    [Theory]
    [InlineData("b***********", "<mask:b>")]
    [InlineData("****", "<mask>")]
    [InlineData("###q##er", "<mask:*q*er>")]
    [InlineData("[profanity]", "<mask>")]
    [InlineData("you <Expletive>!", "you <mask> !")]
    [InlineData("[expletive deleted]", "<mask>")]
    [InlineData("(bleep) [beep]", "<mask> <mask>")]
    [InlineData("*bleep*", "<mask>")]
    [InlineData("f—k", "<mask:f*k>")]
    public void A_mask_that_hides_the_word_becomes_one_token_that_keeps_its_letters(string shown, string expected)
    {
        var text = Normalizer.Normalize(shown);

        Assert.Equal(expected, text.Text);
        Assert.Equal(expected.Split("<mask").Length - 1, text.Masks);
    }

    [Theory]
    [InlineData("f*** off", "fuck off")]
    [InlineData("F***ING hell", "fucking hell")]
    [InlineData("****ing", "fucking")]
    [InlineData("bulls**t", "bullshit")]
    [InlineData("f--k", "fuck")]
    [InlineData("f-ck", "fuck")]
    [InlineData("sh*t", "shit")]
    [InlineData("c-nt", "cunt")]
    [InlineData("k*ll", "kill")]
    [InlineData("f***'s sake", "fuck sake")]
    public void A_mask_that_shows_enough_is_read_as_its_word_and_still_counts(string shown, string expected)
    {
        var text = Normalizer.Normalize(shown);

        Assert.Equal(expected, text.Text);
        Assert.Equal(1, text.Masks);
    }

    [Theory]
    [InlineData("card ending ****7719")]
    [InlineData("press * or # please")]
    [InlineData("s-class b-road c-section")]
    [InlineData("it says S-K-Y-D and F-K-A and b-t-c")]
    [InlineData("plan b -- no wait, plan c --")]
    public void What_hides_no_word_is_no_mask(string shown) => Assert.Equal(0, Normalizer.Normalize(shown).Masks);

    [Theory]
    [InlineData("say Ｆｕｃｋ now", "fuck", "Ｆｕｃｋ")]
    [InlineData("so 𝐟𝐮𝐜𝐤 it", "fuck", "𝐟𝐮𝐜𝐤")]
    [InlineData("um, f*** you", "fuck", "f***")]
    [InlineData("go f-u-c-k it", "fuck", "f-u-c-k")]
    [InlineData("you $tup1d man", "stupid", "$tup1d")]
    [InlineData("so fuuuuck off", "fuck", "fuuuuck")]
    [InlineData("you killyou", "kill", "kill")]
    [InlineData("the [profanity] thing", "<mask>", "[profanity]")]
    [InlineData("the cafe\u0301 there", "café", "cafe\u0301")]
    public void Offsets_lead_back_to_the_shown_words(string shown, string token, string expected)
    {
        var text = Normalizer.Normalize(shown);
        var (start, length) = text.ToShown(text.Text.IndexOf(token, StringComparison.Ordinal), token.Length);

        Assert.Equal(expected, shown.Substring(start, length));
    }

    private static readonly Gen<string> Awkward = Gen.OneOf(
        Gen.String[Gen.Char, 0, 40],
        Gen.String[Gen.OneOf<char>([.. "fuck *#'-—’[]<>(): .,!?1٣éİıßſﬃ\u0301\u0336\u200d\ud83d\ude00\ud835\udc1f\u1100\u1161\u11a8"]), 0, 30],
        Gen.OneOf<string>("i ", "i'm ", "the ", "um ", "f*** ", "[bleep]", "<mask:f>", "<mask", "f-", "--k ", "**", "'", "k1ll", "@ss", "sh!t", "f u c k ", "fuuu", "you", "killyou", "shut", "а", "о", "é", "a", "u ").Array[0, 12].Select(string.Concat));

    [Fact]
    public void Any_text_keeps_its_offsets_in_range_and_in_order() => Awkward.Sample(shown =>
    {
        var text = Normalizer.Normalize(shown);
        Assert.Equal(text.Text.Length, text.Offsets.Length);
        for (var i = 0; i < text.Offsets.Length; i++)
            Assert.InRange(text.Offsets[i], i == 0 ? 0 : text.Offsets[i - 1], shown.Length - 1);
    }, iter: 20_000);

    [Fact]
    public void Normalising_what_is_normal_changes_nothing() => Awkward.Sample(shown =>
    {
        var once = Normalizer.Normalize(shown).Text;
        Assert.Equal(once, Normalizer.Normalize(once).Text);
    }, iter: 20_000);

    [Fact]
    public void A_run_too_long_to_hide_a_word_is_no_mask()
    {
        var once = Normalizer.Normalize("[bleep]youyoufuuushutfuuukillyou**akillyou");

        Assert.Equal(once.Text, Normalizer.Normalize(once.Text).Text);
        Assert.Equal(1, once.Masks);
    }

    [Fact]
    public void A_very_long_text_is_read_whole()
    {
        var text = Normalizer.Normalize(string.Concat(Enumerable.Repeat("ﷺ word ", 2000)));

        Assert.EndsWith(" word", text.Text, StringComparison.Ordinal);
    }
}
