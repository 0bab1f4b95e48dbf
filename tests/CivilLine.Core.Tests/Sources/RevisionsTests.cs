using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class RevisionsTests
{
    [Theory]
    [InlineData(49_900, 51_000)]
    [InlineData(60_000, 61_000)]
    [InlineData(600_000, 607_000)]
    [InlineData(1_500_000, 1_516_000)]
    public void Interim_of_a_long_utterance_is_newer_than_the_one_before(long heardMs, long laterMs) =>
        Assert.InRange(Revisions.OfHeard(laterMs), Revisions.OfHeard(heardMs) + 1, Revisions.Final - 1);

    [Fact]
    public void More_heard_is_never_an_older_revision() =>
        Assert.All(Enumerable.Range(0, 40_000), at => Assert.True(Revisions.OfHeard(at * 50) <= Revisions.OfHeard((at + 1) * 50)));

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Nonsense_stays_below_the_final(long heardMs) => Assert.InRange(Revisions.OfHeard(heardMs), 0, Revisions.Final - 1);
}
