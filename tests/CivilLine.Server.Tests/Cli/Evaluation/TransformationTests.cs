using CivilLine.Cli.Evaluation.Robustness;
using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Training;

namespace CivilLine.Server.Tests.Cli.Evaluation;

public sealed class TransformationTests
{
    private const string Said = "You're a fucking idiot, mate, and I know the right place to wait for your van.";

    public static TheoryData<string> Names => [.. RobustnessFigures.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Transformation_changes_a_line_the_same_way_every_time(string name)
    {
        Assert.NotEqual(Said, Apply(name, Said));
        Assert.Equal(Apply(name, Said), Apply(name, Said));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transformation_leaves_words_where_there_were_words(string name) =>
        Assert.All(["a", "to the", "..", "f***", "mm"], text => Assert.NotEqual("", Apply(name, text).Trim()));

    [Theory]
    [InlineData("masks")]
    [InlineData("spelled letters")]
    [InlineData("leet")]
    [InlineData("repeats")]
    [InlineData("unicode confusables")]
    public void Disguise_leaves_no_plain_swear_word(string name) =>
        Assert.DoesNotContain("fucking", Words(Apply(name, Said)));

    [Theory]
    [InlineData("wrong casing")]
    [InlineData("fillers")]
    [InlineData("no punctuation")]
    public void Recogniser_keeps_every_word_where_only_the_look_changes(string name) =>
        Assert.Empty(Words(Said.Replace(",", "", StringComparison.Ordinal).TrimEnd('.')).Except(Words(Apply(name, Said).Replace(",", "", StringComparison.Ordinal).TrimEnd('.'))));

    [Fact]
    public void Masks_leave_a_line_without_swearing_alone() =>
        Assert.Equal("i know where you live", Apply("masks", "i know where you live"));

    [Fact]
    public void Joining_loses_spaces_and_nothing_else() =>
        Assert.Equal(Said.Replace(" ", "", StringComparison.Ordinal), Apply("joined words", Said).Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Disguise_takes_the_longest_word_where_none_tells_more() =>
        Assert.Equal("put it in your l3tt3rbox".Length, Apply("leet", "put it in your letterbox").Length);

    [Fact]
    public void Homophones_sound_alike() =>
        Assert.Contains("no", new Homophones().Apply(["know"], new Draw(2)).Concat(new Homophones().Apply(["know"], new Draw(3))));

    private static string Apply(string name, string text) => RobustnessFigures.Apply(
        RobustnessFigures.All.Single(one => one.Name == name), new CorpusLine { Id = "l-7", Split = "test", Text = text, Labels = [] });

    private static string[] Words(string text) => text.ToLowerInvariant().Split(' ');
}
