using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Transcripts;

/// <summary>Words written to slip past, and the harmless ones that look like them.</summary>
public sealed class DisguiseTests
{
    [Theory]
    [InlineData("i'll k1ll you", "i'll kill you")]
    [InlineData("you 1d10t", "you idiot")]
    [InlineData("kiss my @ss, $hit", "kiss my ass shit")]
    [InlineData("sh!t", "shit")]
    [InlineData("57upid", "stupid")]
    [InlineData("a55hole", "asshole")]
    [InlineData("what 3ngin33r", "what engineer")]
    public void Digits_and_signs_for_letters_are_read_as_letters(string shown, string expected) => Reads(shown, expected);

    [Theory]
    [InlineData("m1 1ae")]
    [InlineData("le55 ba11 ca11 se11 wa11 he11")]
    [InlineData("sw1e w1t ec1a")]
    [InlineData("b12 s10 mp3 4x4 a1 a55 h3 m3 5g ps5")]
    [InlineData("5miles 4bed 10mins 2nd 1st 9am")]
    [InlineData("windows10 line5 area51 e10 kt13")]
    [InlineData("part 5h17 and h311")]
    public void References_and_sizes_stay_as_they_are(string shown) => Reads(shown, shown);

    [Theory]
    [InlineData("fuuuck off", "fuck off")]
    [InlineData("sooooo sorry nooo", "so sorry no")]
    [InlineData("you idioot", "you idiot")]
    [InlineData("that's goooood", "that's good")]
    [InlineData("ummmmmm yes", "yes")]
    public void Letters_held_for_long_are_shortened(string shown, string expected) => Reads(shown, expected);

    [Theory]
    [InlineData("mr moore and mrs webb of coombe")]
    [InlineData("lee mann goode lloyd")]
    [InlineData("good feel book loose")]
    public void Double_letters_of_names_and_words_stay(string shown) => Reads(shown, shown);

    [Theory]
    [InlineData("f u c k you", "fuck you")]
    [InlineData("f-u-c-k off", "fuck off")]
    [InlineData("you're a c.u.n.t", "you're a cunt")]
    [InlineData("you are a d i c k", "you are a dick")]
    [InlineData("k i l l u", "kill u")]
    [InlineData("cancel my s.u.b.s.c.r.i.p.t.i.o.n", "cancel my subscription")]
    public void Words_spelled_to_slip_past_are_joined(string shown, string expected) => Reads(shown, expected);

    [Theory]
    [InlineData("it's s k y d for delta")]
    [InlineData("b for bravo u for uniform")]
    [InlineData("that's h a n c o c k")]
    [InlineData("i s h i t a")]
    [InlineData("t i t u s and f a g a n")]
    [InlineData("the u s a and the b b c")]
    [InlineData("b and q a four")]
    public void Spelled_names_and_references_stay_spelled(string shown) => Reads(shown, shown);

    [Theory]
    [InlineData("shutup", "shut up")]
    [InlineData("fuckoff", "fuck off")]
    [InlineData("i'll killyou", "i'll kill you")]
    [InlineData("youidiot", "you idiot")]
    [InlineData("the technicianwas late", "the technician was late")]
    public void Two_words_written_as_one_are_parted(string shown, string expected) => Reads(shown, expected);

    [Theory]
    [InlineData("scunthorpe penistone clitheroe lightwater cockermouth")]
    [InlineData("mr cockburn mrs hitchcock miss dickson peter woodcock")]
    [InlineData("therapist slither hither manslaughter shuttlecock cocktail assassin")]
    [InlineData("essex sussex middlesex arsenal killarney")]
    public void Names_and_dictionary_words_are_not_parted(string shown) => Reads(shown, shown);

    [Theory]
    [InlineData("\u0430rs\u0435hole", "arsehole")]
    [InlineData("\u0441\u043e\u0440", "cop")]
    [InlineData("\uff46\uff55\uff43\uff4b", "fuck")]
    [InlineData("f\u00fack \u00edd\u00ed\u00f3t", "fuck idiot")]
    public void Letters_that_only_look_latin_are_read_as_latin(string shown, string expected) => Reads(shown, expected);

    [Theory]
    [InlineData("\u043f\u0440\u0438\u0432\u0435\u0442")]
    [InlineData("caf\u00e9 fianc\u00e9 jos\u00e9 \u0142ukasz")]
    public void Other_languages_and_loan_words_keep_their_letters(string shown) => Reads(shown, shown);

    private static void Reads(string shown, string expected) => Assert.Equal(expected, Normalizer.Normalize(shown).Text);
}
