using CivilLine.Core.Tests.Escalation;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using CsCheck;

namespace CivilLine.Core.Tests.Transcripts;

public sealed class SplitNumbersTests
{
    private static readonly string[] Spoken = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private const string Insult = "fucking idiot";

    private readonly StoredTexts _stored = new();
    private readonly CallMonitor _call = new("c-1", Call.Opened, new WindowScorer(new PhraseScorer()), Policy.Default);
    private long _clock;

    private void Hear(string id, int revision, string text, Speaker speaker = Speaker.Customer, bool final = true, long? at = null)
    {
        var start = at ?? (_clock += 1500);
        _call.Apply(Read(Make.Fragment(id, revision, text, speaker, final, start, start + 900)), Call.Opened.AddMilliseconds(start));
        _stored.Keep(_call.TakeChanges());
    }

    /// <summary>As the way in hands it on.</summary>
    private static Fragment Read(Fragment fragment)
    {
        var read = Redactor.Read(fragment.Text);
        return fragment with { Text = read.Text, StandIns = read.StandIns };
    }

    [Fact]
    public void Piece_that_completes_a_card_takes_the_pieces_before_it_along()
    {
        Hear("a", 0, "yes it's 4111 1111");
        Hear("b", 0, "1111");
        Assert.Equal("yes it's 4111 1111", _stored.Of("a", 0));

        Hear("c", 0, "and then 1111 thanks");

        Assert.Equal(("yes it's [card]", "[card]", "and then [card] thanks"), (_stored.Of("a", 0), _stored.Of("b", 0), _stored.Of("c", 0)));
    }

    [Fact]
    public void Revisions_that_were_kept_before_show_no_more_than_the_newest()
    {
        Hear("a", 0, "it has been 3 days and it's 4111", final: false, at: 0);
        Hear("a", 1, "it has been 3 days and it's 4111 1111 11", final: false, at: 0);
        Hear("a", 2, "it has been 3 days and it's 4111 1111 1111 1111", at: 0);

        Assert.All([0, 1, 2], revision => Assert.Equal("it has been 3 days and it's [card]", _stored.Of("a", revision)));
    }

    [Fact]
    public void Digits_that_a_later_revision_repeats_stay_hidden()
    {
        Hear("a", 0, "4111 1111");
        Hear("b", 0, "1111 1111", final: false, at: 3000);
        Hear("b", 1, "1111 1111 okay", at: 3000);

        Assert.Equal(("[card]", "[card] okay"), (_stored.Of("a", 0), _stored.Of("b", 1)));
    }

    [Fact]
    public void Revision_that_lost_a_digit_of_a_card_shows_none_of_it()
    {
        Hear("a", 0, "it's 4111 1111 1111 1111", final: false, at: 0);
        Hear("a", 1, "it's 4111 1111 1111 111", at: 0);

        Assert.Equal("it's [card]", _stored.Of("a", 1));
    }

    [Fact]
    public void What_the_other_side_repeated_meanwhile_goes_too()
    {
        Hear("a", 0, "four one one one one one one one");
        Hear("x", 0, "okay four one one one, one one one one", Speaker.Agent);
        Hear("b", 0, "one one one one one one one one");

        Assert.Equal("okay [card]", _stored.Of("x", 0));
    }

    [Fact]
    public void Idle_words_between_do_not_break_a_number()
    {
        Hear("a", 0, "4111 1111");
        Hear("b", 0, "um hang on");
        Hear("c", 0, "1111 1111");

        Assert.Equal(("[card]", "um hang on", "[card]"), (_stored.Of("a", 0), _stored.Of("b", 0), _stored.Of("c", 0)));
    }

    [Theory]
    [InlineData("and the three digits on the back?", "it's 123", "it's [cvv]")]
    [InlineData("what is your sort code please", "20 00 00", "[account]")]
    [InlineData("and the expiry date", "oh nine twenty six", "[expiry]")]
    [InlineData("what's the order number", "123456", "123456")]
    [InlineData("how many times did you call", "three", "three")]
    public void Question_says_what_the_digits_are(string question, string answer, string shown)
    {
        Hear("a", 0, question, Speaker.Agent);
        Hear("b", 0, answer);

        Assert.Equal(shown, _stored.Of("b", 0));
    }

    [Theory]
    [InlineData("ring me on 07700", "900123", "ring me on [phone]", "[phone]")]
    [InlineData("it's john dot smith", "at gmail dot com", "it's [email]", "[email]")]
    [InlineData("i rang at 9", "and 10 and 11", "i rang at 9", "and 10 and 11")]
    [InlineData("the reading is 04567", "no 04568", "the reading is 04567", "no 04568")]
    [InlineData("order 123456", "789", "order 123456", "789")]
    public void Other_numbers_go_over_two_pieces_and_harmless_ones_stay(string one, string two, string oneShown, string twoShown)
    {
        Hear("a", 0, one);
        Hear("b", 0, two);

        Assert.Equal((oneShown, twoShown), (_stored.Of("a", 0), _stored.Of("b", 0)));
    }

    [Fact]
    public void Piece_that_looked_like_a_phone_number_still_completes_a_card()
    {
        // 4111 1080 1234 5673: its middle and end are eleven digits that begin with a nought.
        Hear("a", 0, "4111 1");
        Hear("b", 0, "08012345673");

        Assert.Equal(("[card]", "[card]"), (_stored.Of("a", 0), _stored.Of("b", 0)));
    }

    [Fact]
    public void Alert_on_the_words_is_rewritten_and_its_highlights_fit()
    {
        Hear("a", 0, "4111 1111 " + Insult);
        var before = Assert.Single(_stored.Alerts);
        Assert.Contains("4111", before.Text, StringComparison.Ordinal);

        Hear("a", 1, "4111 1111 1111 1111 " + Insult, at: _clock);

        var alert = Assert.Single(_stored.Alerts);
        Assert.Equal("[card] " + Insult, alert.Text);
        Assert.All(alert.Highlights, one => Assert.Contains(alert.Text.Substring(one.Start, one.Length), Insult, StringComparison.Ordinal));
    }

    [Fact]
    public void Middle_that_looked_like_a_phone_number_lets_neither_end_of_a_card_stay()
    {
        Hear("d", 0, "and then 8", at: 6000);
        Hear("a", 0, "so four 8 1", at: 0);
        Hear("c", 0, "02 two 8 two 7 five oh 4", at: 4000);
        Hear("b", 0, "six one", at: 2000);

        Assert.DoesNotContain(_stored.All, text => Redactor.WithoutNumbers(text) != text);
    }

    [Fact]
    public void First_digit_that_comes_last_goes_however_wide_the_space_between_what_was_cut()
    {
        string[] middle = ["0", "0 0", "0 0 4", "0 0 4 6", "0 0 4 6 0", "0 0 4 6 0 5", "0 0 4 6 0 57", "0 0 4 6 0 57  five", "0 0 4 6 0 57  five  three",
            "0 0 4 6 0 57  five  three 8", "0 0 4 6 0 57  five  three 87", "0 0 4 6 0 57  five  three 87  six"];
        foreach (var revision in (int[])[2, 8, 9, 10, 5])
            Hear("b", revision, middle[revision - 1], final: false, at: 1500);
        Hear("c", 1, "and then 1", final: false, at: 3000);
        Hear("b", 3, middle[2], final: false, at: 1500);
        Hear("b", 12, middle[11], at: 1500);
        Hear("c", 2, "and then 18", final: false, at: 3000);
        foreach (var revision in (int[])[11, 7, 4, 1, 6])
            Hear("b", revision, middle[revision - 1], final: false, at: 1500);
        Hear("c", 3, "and then 18 eight", at: 3000);
        Hear("a", 0, "so 4", at: 0);

        Assert.Equal("so [phone]", _stored.Of("a", 0));
    }

    [Fact]
    public void Lone_spoken_digit_that_comes_last_and_begins_a_card_goes_too()
    {
        Hear("b", 0, "four seven nine one three nine", at: 2000);
        Hear("c", 0, "and then six one four four seven two seven four four", at: 4000);
        Hear("a", 0, "my card number is four", at: 0);

        Assert.Equal("my card number is [card]", _stored.Of("a", 0));
    }

    [Fact]
    public void Any_card_in_any_pieces_revisions_and_order_leaves_no_value() =>
        Gen.Select(Gen.Int[0, 9].Array[14], Gen.Int[1, 15].Array[0, 5], Gen.Int[0, 2].Array[16], Gen.Int[0, 1 << 20], Gen.Bool)
            .Sample((digits, splits, forms, order, named) =>
            {
                var test = new SplitNumbersTests();
                var card = RedactorTests.WithCheckDigit("4" + string.Concat(digits));
                var said = card.Select((digit, i) => forms[i] == 0 ? $" {Spoken[digit - '0']} " : $"{digit}{(forms[i] == 1 ? " " : "")}").ToArray();
                int[] starts = [0, .. splits.Distinct().Order(), 16];
                List<(int Piece, int Revision, string Text, bool Final)> events = [];
                for (var piece = 0; piece + 1 < starts.Length; piece++)
                {
                    var (from, to) = (starts[piece], starts[piece + 1]);
                    var lead = piece == 0 ? named ? "my card number is " : "so " : piece % 2 == 0 ? "and then " : "";
                    for (var end = from + 1; end <= to; end++)
                        events.Add((piece, end - from, lead + string.Concat(said[from..end]).Trim(), end == to));
                }

                var random = new Random(order);
                foreach (var (piece, revision, text, final) in events.OrderBy(_ => random.Next()))
                    test.Hear($"u-{piece}", revision, text, final: final, at: piece * 1500);

                Assert.DoesNotContain(test._stored.All, text => Redactor.WithoutNumbers(text) != text);
            }, iter: 10_000);
}
