using System.Text.Json;
using CivilLine.Scoring;
using Microsoft.Extensions.Options;

namespace CivilLine.Privacy;

/// <summary>Days for one team's calls, or for those of all others where <paramref name="Team"/> is null.</summary>
/// <param name="Category">Null for calls without an alert of a category that has days of its own.</param>
/// <param name="Days">Null for ever.</param>
internal sealed record RetentionRule(string? Team, Category? Category, int? Days);

/// <summary>The options, resolved: every team that has times of its own with all that applies to it.</summary>
internal sealed class RetentionRules(IOptions<RetentionOptions> options)
{
    public IReadOnlyList<RetentionRule> All { get; } = [.. Of(null, options.Value, options.Value), .. options.Value.Teams.SelectMany(team => Of(team.Key, team.Value, options.Value))];

    /// <summary>The shortest time that anything is kept; null where all is kept for ever.</summary>
    public int? Shortest => All.Min(rule => rule.Days);

    /// <summary>For SQL: a row a rule, the category as it is stored.</summary>
    public string AsJson => JsonSerializer.Serialize(All.Select(rule => new { team = rule.Team, category = (int?)rule.Category, days = rule.Days }));

    private static IEnumerable<RetentionRule> Of(string? team, RetentionTimes times, RetentionTimes general)
    {
        yield return new RetentionRule(team, null, times.Days ?? general.Days);
        foreach (var category in Enum.GetValues<Category>())
            if ((Days(times, category) ?? Days(general, category)) is { } days)
                yield return new RetentionRule(team, category, days);
    }

    private static int? Days(RetentionTimes times, Category category) =>
        times.Categories.Where(one => Enum.TryParse<Category>(one.Key, ignoreCase: true, out var named) && named == category)
            .Select(one => (int?)one.Value).FirstOrDefault();
}

internal sealed class RetentionOptionsCheck : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> wrong = [.. Check("Retention", options), .. options.Teams.SelectMany(team => Check($"Retention:Teams:{team.Key}", team.Value))];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Check(string where, RetentionTimes times)
    {
        const int most = 36_500;
        if (times.Days is < 1 or > most)
            yield return $"{where}:Days must be from 1 to {most}; leave it out to keep calls for ever.";
        foreach (var (category, days) in times.Categories)
        {
            if (!Enum.TryParse<Category>(category, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsDigit(category[0]))
                yield return $"{where}:Categories:{category}: there is no such category; there are {string.Join(", ", Enum.GetNames<Category>()).ToLowerInvariant()}.";
            if (days is < 1 or > most)
                yield return $"{where}:Categories:{category} must be from 1 to {most} days.";
        }
    }
}
