using CivilLine.Scoring;

namespace CivilLine.Review.Labels;

/// <summary>Cohen's kappa (1960) for each category, over fragments that two people labelled.</summary>
internal static class Agreements
{
    /// <summary>
    /// Of each fragment the first labels of the first two people count: what they said before they could see each other.
    /// Later ones may have been talked over.
    /// </summary>
    public static Agreement Of(IEnumerable<Label> labels)
    {
        var pairs = labels.GroupBy(label => (label.CallKey, label.UtteranceId))
            .Select(fragment => fragment.OrderBy(label => label.Id).DistinctBy(label => label.LabellerId).Take(2).ToArray())
            .Where(two => two.Length == 2)
            .Select(two => (First: two[0].Categories, Second: two[1].Categories))
            .ToList();
        return new Agreement(
            pairs.Count,
            pairs.Count(pair => pair.First == pair.Second),
            [.. Enum.GetValues<Category>().Select(category => Of(category, pairs))]);
    }

    private static CategoryAgreement Of(Category category, List<(CategorySet First, CategorySet Second)> pairs)
    {
        int yes = 0, no = 0, first = 0, second = 0;
        foreach (var pair in pairs)
        {
            switch (pair.First.Contains(category), pair.Second.Contains(category))
            {
                case (true, true): yes++; break;
                case (false, false): no++; break;
                case (true, false): first++; break;
                default: second++; break;
            }
        }
        return new CategoryAgreement(category, pairs.Count, yes, no, first, second, Kappa(yes, no, first, second));
    }

    private static double? Kappa(int yes, int no, int first, int second)
    {
        double all = yes + no + first + second;
        if (all == 0)
            return null;
        var observed = (yes + no) / all;
        var chance = (((yes + first) / all) * ((yes + second) / all)) + (((no + second) / all) * ((no + first) / all));
        return chance >= 1 ? null : Math.Round((observed - chance) / (1 - chance), 4);
    }
}
