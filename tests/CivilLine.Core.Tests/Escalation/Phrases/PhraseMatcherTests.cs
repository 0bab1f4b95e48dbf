using CivilLine.Escalation.Phrases;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation.Phrases;

public sealed class PhraseMatcherTests
{
    private static readonly string[] Vocabulary = ["ab", "abc", "abca", "b", "?"];

    private static readonly string[] Asked = ["ab", "abc", "abc*", "*bca", "ab*a", "b"];

    private static readonly Gen<string> Texts = Pick.From(Vocabulary).Array[0, 30].Select(words => string.Join(' ', words));

    private static readonly Gen<Phrase> AnyPhrase = Gen.Select(Pick.From([.. Asked, "*"]).Array[1, 5], Gen.Bool, Gen.Int[0, 6]).Select((words, isNear, more) =>
    {
        var distinct = words.Where(word => word != "*").Distinct().ToArray();
        return isNear && distinct.Length > 1 ? new Phrase(distinct, distinct.Length + more) : new Phrase(words);
    });

    private static PhraseMatcher Matcher(params Phrase[] phrases) => new(phrases.Select((phrase, i) => (phrase, 1 << (i % 30))));

    private static Phrase Read(string text)
    {
        Assert.Null(Phrase.TryRead(text, out var phrase));
        return phrase!;
    }

    private static Phrase Near(int within, params string[] words)
    {
        Assert.Null(Phrase.TryReadNear(words, within, out var phrase));
        return phrase!;
    }

    private static string[] Found(Phrase phrase, string text) =>
        Matcher(phrase).Match(text) is { } matches
            ? [.. matches.Words.Where(word => word.Marks != 0).Select(word => text[word.Start..word.End])]
            : [];

    [Theory]
    [InlineData("cock lane", "the branch in cock lane please", "cock lane")]
    [InlineData("cock lane", "the cock in the lane", "")]
    [InlineData("Cock  Lane!", "cock lane", "cock lane")]
    [InlineData("go back to * country", "go back to your country then", "go back to your country")]
    [InlineData("go back to * country", "go back to country", "")]
    [InlineData("idiot*", "you idiotic idiots and idiot", "idiotic idiots idiot")]
    [InlineData("*wash", "the carwash", "carwash")]
    [InlineData("no way no end", "no way no way no end", "no way no end")]
    [InlineData("end call", "end ? call", "end call")]
    public void Phrase_is_found_where_its_words_stand_side_by_side(string phrase, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Found(Read(phrase), text)));

    [Theory]
    [InlineData(3, "the car you parked will burn", "")]
    [InlineData(5, "burn it your car", "burn car")]
    [InlineData(3, "car to burn", "car burn")]
    [InlineData(2, "car to burn", "")]
    public void Near_words_are_found_in_any_order_within_their_distance(int within, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Found(Near(within, "car", "burn"), text)));

    [Theory]
    [InlineData("*")]
    [InlineData("* you")]
    [InlineData("you *")]
    [InlineData("i*")]
    [InlineData("idi*t*")]
    [InlineData("   ")]
    [InlineData("!!!")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen")]
    public void Phrase_that_would_match_all_or_nothing_is_refused(string text) => Assert.NotNull(Phrase.TryRead(text, out _));

    [Fact]
    public void Same_is_found_as_by_trying_everything() =>
        Gen.Select(AnyPhrase.Array[1, 6], Texts).Sample((phrases, text) =>
        {
            var matches = Matcher(phrases).Match(text);
            var words = text.Split(' ').Where(word => word is not "" and not "?").ToArray();
            for (var i = 0; i < phrases.Length; i++)
                Assert.True(Slowly(phrases[i], words) == (matches?.Phrases[i] ?? false), $"'{phrases[i]}' in '{text}'");
        }, iter: 5_000);

    [Fact]
    public void Work_grows_with_the_words_and_never_faster() =>
        Gen.Select(AnyPhrase.Array[1, 40], Texts, Gen.Int[1, 60]).Sample((phrases, text, times) =>
        {
            var matcher = Matcher(phrases);
            var whole = string.Join(' ', Enumerable.Repeat(text, times));

            matcher.Match(whole, out var work);

            // Each word is held against each wildcard and position once, and marks at most a phrase's words for each found.
            var words = whole.Split(' ').Length;
            Assert.True(work <= (long)words * matcher.Positions * (2 + Phrase.MostWords), $"{work} for {words} words and {matcher.Positions} positions");
        }, iter: 500);

    [Fact]
    public void Worst_rules_on_the_worst_text_stay_linear()
    {
        var phrases = Enumerable.Range(0, PhraseRules.Most).Select(_ => new Phrase([.. Enumerable.Repeat("aaa*", Phrase.MostWords)])).ToArray();
        var matcher = Matcher(phrases);

        matcher.Match(string.Join(' ', Enumerable.Repeat("aaaa", 500)), out var some);
        matcher.Match(string.Join(' ', Enumerable.Repeat("aaaa", 1_000)), out var twice);

        Assert.InRange((double)twice / some, 1.9, 2.1);
    }

    [Fact]
    public void Text_that_holds_no_phrase_costs_no_memory()
    {
        var matcher = Matcher(Read("cock lane"), Near(5, "car", "burn"), Read("idiot*"));
        const string Text = "i would like to pay my bill before the end of the month please";
        matcher.Match(Text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            matcher.Match(Text);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Slowly(Phrase phrase, string[] words)
    {
        for (var start = 0; start < words.Length; start++)
        {
            if (phrase.Within is { } within
                ? phrase.Words.All(asked => words.Skip(start).Take(within).Any(word => Matches(asked, word)))
                : start + phrase.Words.Count <= words.Length && phrase.Words.Select((asked, i) => Matches(asked, words[start + i])).All(same => same))
                return true;
        }

        return false;
    }

    private static bool Matches(string asked, string word)
    {
        var star = asked.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? asked == word
            : word.Length >= asked.Length - 1 && word.StartsWith(asked[..star], StringComparison.Ordinal) && word.EndsWith(asked[(star + 1)..], StringComparison.Ordinal);
    }
}
