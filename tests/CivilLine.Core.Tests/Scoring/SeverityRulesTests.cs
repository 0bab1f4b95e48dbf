using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Scoring;

public sealed class SeverityRulesTests
{
    [Theory]
    [InlineData(Category.Threat, Severity.Info, Severity.Serious)]
    [InlineData(Category.Threat, Severity.Critical, Severity.Critical)]
    [InlineData(Category.Safeguarding, Severity.Caution, Severity.Serious)]
    [InlineData(Category.Escalation, Severity.Serious, Severity.Caution)]
    [InlineData(Category.Discrimination, Severity.Info, Severity.Caution)]
    [InlineData(Category.Hostility, Severity.Critical, Severity.Serious)]
    [InlineData(Category.Swearing, Severity.Info, Severity.Info)]
    public void Severity_stays_within_what_the_category_allows(Category category, Severity learned, Severity bound) =>
        Assert.Equal(bound, SeverityRules.Bound(learned, CategorySet.Empty.With(category)));

    [Fact]
    public void Severity_of_escalation_follows_what_comes_with_it() => Assert.Equal(
        Severity.Serious,
        SeverityRules.Bound(Severity.Serious, CategorySet.Empty.With(Category.Escalation).With(Category.Hostility)));
}
