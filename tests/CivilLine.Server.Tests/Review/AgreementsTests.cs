using CivilLine.Review.Labels;
using CivilLine.Scoring;

namespace CivilLine.Server.Tests.Review;

public sealed class AgreementsTests
{
    [Theory]
    // Cohen's own way: 20 yes-yes, 15 no-no, 5 and 10 apart gives (0.7 - 0.5) / (1 - 0.5).
    [InlineData(20, 15, 5, 10, 0.4)]
    [InlineData(10, 10, 0, 0, 1.0)]
    [InlineData(0, 0, 10, 10, -1.0)]
    public void Kappa_is_agreement_beyond_chance(int yes, int no, int first, int second, double kappa) =>
        Assert.Equal(kappa, Of(yes, no, first, second).Kappa!.Value, 4);

    [Fact]
    public void Kappa_is_unknown_where_both_always_say_the_same_one_thing() => Assert.Null(Of(0, 12, 0, 0).Kappa);

    [Fact]
    public void Third_opinion_does_not_count_as_a_pair()
    {
        var agreement = Agreements.Of([Say(1, "u", "a", true), Say(2, "u", "b", true), Say(3, "u", "c", false)]);

        Assert.Equal((1, 1), (agreement.Pairs, agreement.Alike));
    }

    [Fact]
    public void Two_who_disagree_settle_nothing_and_a_third_does()
    {
        Label[] two = [Say(1, "u", "a", true), Say(2, "u", "b", false)];

        Assert.Null(LabelExport.Settled(two));
        Assert.True(LabelExport.Settled([.. two, Say(3, "u", "c", true)])!.Categories.Contains(Category.Threat));
    }

    private static CategoryAgreement Of(int yes, int no, int first, int second)
    {
        var labels = new List<Label>();
        Add(yes, true, true);
        Add(no, false, false);
        Add(first, true, false);
        Add(second, false, true);
        return Agreements.Of(labels).Categories.Single(one => one.Category == Category.Threat);

        void Add(int count, bool one, bool other)
        {
            for (var i = 0; i < count; i++)
            {
                var utterance = $"u-{labels.Count}";
                labels.Add(Say(labels.Count, utterance, "a", one));
                labels.Add(Say(labels.Count, utterance, "b", other));
            }
        }
    }

    private static Label Say(long id, string utterance, string who, bool isThreat) => new(
        id, 1, utterance, 0, who, who, DateTimeOffset.UnixEpoch,
        isThreat ? CategorySet.Empty.With(Category.Threat) : CategorySet.Empty, Target.Agent, isThreat ? Severity.Critical : null,
        null, "m", "p");
}
