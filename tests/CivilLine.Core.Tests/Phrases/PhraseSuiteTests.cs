using System.Text.Json;
using CivilLine.Core.Tests.Scoring;
using CivilLine.Scoring;

namespace CivilLine.Core.Tests.Phrases;

/// <summary>
/// The harmless phrases and their abusive mirror against the shipped model. floor.json has the percentage that each must
/// reach: it is raised with every model that does better, and never lowered but when harder phrases join the suite.
/// </summary>
public sealed class PhraseSuiteTests
{
    /// <summary>How far, in points, a model may do better before somebody has to raise the floor.</summary>
    private const double Headroom = 0.5;

    [Theory]
    [InlineData("harmless")]
    [InlineData("abusive")]
    public void Model_stays_above_the_floor_of_the_suite(string suite)
    {
        var phrases = Phrase.Read($"{suite}.tsv");
        var wrong = phrases.Where(phrase => !phrase.IsRight(ShippedModel.Score(phrase.Text))).ToArray();
        var share = 100.0 * (phrases.Count - wrong.Length) / phrases.Count;
        var floor = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(Phrase.PathOf("floor.json")))![suite];

        Assert.True(share >= floor, $"{share:F1} % of {phrases.Count} {suite} phrases are right, the floor is {floor:F1} %. Wrong:\n{List(wrong)}");
        if (share > floor + Headroom)
            TestContext.Current.AddWarning($"{share:F1} % of the {suite} phrases are right: raise '{suite}' in floor.json from {floor:F1}.");
    }

    [Theory]
    [InlineData("harmless")]
    [InlineData("abusive")]
    public void Suite_says_nothing_twice(string suite) =>
        Assert.Empty(Phrase.Read($"{suite}.tsv").GroupBy(phrase => phrase.Text).Where(same => same.Count() > 1).Select(same => same.Key));

    private static string List(IEnumerable<Phrase> wrong) => string.Join('\n', wrong
        .GroupBy(phrase => $"{phrase.Style}, {phrase.Family}{string.Concat(phrase.Categories.Select(category => $", {HeadNames.Of(category)}"))}")
        .OrderByDescending(family => family.Count())
        .Select(family => $"  {family.Key} ({family.Count()}): {string.Join(" / ", family.Take(5).Select(phrase => phrase.Text))}"));
}
