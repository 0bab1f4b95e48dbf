using CivilLine.Cli.Training;

namespace CivilLine.Server.Tests.Cli;

public sealed class QuietTalkTests
{
    private static readonly (QuietKind Kind, int[] Turns)[] Sources =
    [
        (QuietKind.Speech, new int[6_000]), (QuietKind.Speech, new int[4_000]), (QuietKind.Service, new int[300]),
    ];

    [Fact]
    public void Source_is_held_to_a_limit_by_itself_where_the_limit_is_worth_a_turn_of_it() =>
        Assert.Equal([10_000, 300, 6_000], QuietTalk.Groups(Sources, 0.2).Select(group => group.Count));

    [Fact]
    public void Source_too_small_for_a_limit_counts_with_its_kind_alone() =>
        Assert.Equal([10_000, 300], QuietTalk.Groups(Sources, 0.05).Select(group => group.Count));
}
