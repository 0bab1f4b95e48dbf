using CivilLine.Escalation;

namespace CivilLine.Review.WhatIf;

/// <summary>Which alerts of one verdict are which of another.</summary>
internal static class AlertDifference
{
    /// <summary>Alerts of the same words side by side; null on the side that has none.</summary>
    public static IReadOnlyList<(Alert? Before, Alert? After)> Of(IReadOnlyList<Alert> before, IReadOnlyList<Alert> after)
    {
        var left = before.ToList();
        var pairs = new List<(Alert?, Alert?)>();
        foreach (var alert in after)
        {
            // An alert has its id from the words that raised it; the same abuse may be noticed a piece earlier or later.
            var match = left.Find(one => one.Id == alert.Id) ?? left.Find(one => one.UtteranceIds.Intersect(alert.UtteranceIds).Any());
            if (match is not null)
                left.Remove(match);
            pairs.Add((match, alert));
        }
        pairs.AddRange(left.Select(alert => ((Alert?)alert, (Alert?)null)));
        return pairs;
    }
}
