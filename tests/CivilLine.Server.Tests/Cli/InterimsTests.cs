using CivilLine.Cli.Streaming;

namespace CivilLine.Server.Tests.Cli;

public sealed class InterimsTests
{
    private static readonly CorpusTurn Turn = new(
        "customer", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14), "i have been waiting in all day");

    [Fact]
    public void Interims_grow_word_by_word_and_end_in_the_final()
    {
        var heard = Interims.Grow(Turn).ToList();
        Assert.True(heard.Count > 3, $"expected several revisions, had {heard.Count}");
        Assert.Equal(Enumerable.Range(0, heard.Count), heard.Select(one => one.Revision));
        Assert.All(heard.Zip(heard.Skip(1)), pair =>
        {
            Assert.StartsWith(pair.First.Text, pair.Second.Text, StringComparison.Ordinal);
            Assert.True(pair.First.Heard < pair.Second.Heard, "revisions come one after another");
        });
        Assert.Equal(Turn.Text, heard[^1].Text);
        Assert.Equal([heard[^1]], heard.Where(one => one.IsFinal));
    }

    [Fact]
    public void Interims_of_a_short_turn_are_its_final_alone()
    {
        var heard = Assert.Single(Interims.Grow(Turn with { End = Turn.Start + TimeSpan.FromMilliseconds(300), Text = "yes please" }));
        Assert.True(heard.IsFinal);
    }
}
