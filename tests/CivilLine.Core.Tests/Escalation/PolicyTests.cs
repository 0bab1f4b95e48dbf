using System.Text.Json;
using System.Text.Json.Serialization;
using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Escalation;

public sealed class PolicyTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    [Fact]
    public void Policy_survives_the_way_through_a_file()
    {
        var policy = Policy.Default with { Version = "centre-7", WarningPhrases = ["yellow card"], Ladder = new LadderRules { WarnAt = 3 } };

        var read = JsonSerializer.Deserialize<Policy>(JsonSerializer.Serialize(policy, Json), Json)!;

        Assert.Equal((policy.Version, policy.Ladder, policy.Texts), (read.Version, read.Ladder, read.Texts));
        Assert.Equal(policy.Rules.OrderBy(rule => rule.Key), read.Rules.OrderBy(rule => rule.Key));
        Assert.Equal(policy.WarningPhrases, read.WarningPhrases);
    }

    [Fact]
    public void Default_policy_has_a_rule_for_every_category() =>
        Assert.Equal(Enum.GetValues<Category>(), Policy.Default.Rules.Keys.Order());

    [Theory]
    [InlineData(Category.Swearing, Severity.Critical, Severity.Serious)]
    [InlineData(Category.Threat, Severity.Info, Severity.Serious)]
    [InlineData(Category.Threat, Severity.Critical, Severity.Critical)]
    [InlineData(Category.Safeguarding, Severity.Info, Severity.Serious)]
    [InlineData(Category.Safeguarding, Severity.Critical, Severity.Critical)]
    [InlineData(Category.Escalation, Severity.Critical, Severity.Caution)]
    public void Severity_keeps_between_the_floor_and_ceiling_of_its_category(Category category, Severity scored, Severity expected)
    {
        var assessment = new Assessment(default, CategorySet.Empty.With(category), scored, Target.Agent);

        Assert.Equal(expected, Finding.Of(assessment, Policy.Default)!.Value.Severity);
    }

    [Fact]
    public void Nothing_over_a_threshold_is_no_finding() => Assert.Null(Finding.Of(default, Policy.Default));
}
