using System.Text.Json;
using CivilLine.Escalation;
using CivilLine.Security;

namespace CivilLine.Review.Search;

/// <summary>A query as conditions on <c>store.Calls c</c>; every value is a parameter.</summary>
internal static class SearchSql
{
    /// <summary>Calls in sight that fit, newest first: key and start. One more than asked for tells whether there are more.</summary>
    public static (string Sql, (string, object?)[] Parameters) Of(SearchQuery query, Viewer viewer, IReadOnlyDictionary<string, string> agentNames)
    {
        List<string> conditions = [Sight.Condition];
        if (query.IsLive is { } isLive)
            conditions.Add(isLive ? "c.EndedAt IS NULL" : "c.EndedAt IS NOT NULL");
        List<(string, object?)> parameters = [Sight.Teams(viewer), ("$limit", query.Limit + 1)];
        if (query.Text is { } text)
        {
            var said = query.Terms.Match is null ? "" : "SELECT rowid FROM Words WHERE Words MATCH $match UNION ";
            conditions.Add(
                $"c.Key IN ({said}SELECT Key FROM store.Calls WHERE CallId = $text OR AgentId IN (SELECT value FROM json_each($agents)))");
            parameters.AddRange([("$text", text), ("$agents", Agents(text, agentNames))]);
            if (query.Terms.Match is { } match)
                parameters.Add(("$match", match));
        }
        Add(query.Team, "c.Team = $team", "$team");
        Add((int?)query.Severity, "c.PeakSeverity >= $severity", "$severity");
        Add(query.From?.ToUnixTimeMilliseconds(), "c.StartedAt >= $from", "$from");
        Add(query.To?.ToUnixTimeMilliseconds(), "c.StartedAt < $to", "$to");
        Add((int?)query.Category,
            $"EXISTS (SELECT 1 FROM store.Alerts a WHERE a.CallKey = c.Key AND a.Category = $category AND a.Detection <> {(int)Detection.Withdrawn})",
            "$category");
        if (query.After is var (startedAt, key))
        {
            conditions.Add("(c.StartedAt, c.Key) < ($startedAt, $key)");
            parameters.AddRange([("$startedAt", startedAt), ("$key", key)]);
        }
        if (query.Labels is { } labels)
            conditions.Add(Labelled(labels));
        if (query.Labels == LabelState.Mine)
            parameters.Add(("$me", viewer.Id));
        return ($"""
            SELECT c.Key, c.StartedAt FROM store.Calls c WHERE {string.Join(" AND ", conditions)}
            ORDER BY c.StartedAt DESC, c.Key DESC LIMIT $limit
            """, [.. parameters]);

        void Add(object? value, string condition, string name)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }

    private static string Agents(string text, IReadOnlyDictionary<string, string> names) => JsonSerializer.Serialize(
        names.Where(agent => agent.Value.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(agent => agent.Key).Append(text));

    private static string Labelled(LabelState state) => state switch
    {
        LabelState.None => "NOT EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = c.Key)",
        LabelState.Labelled => "EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = c.Key)",
        LabelState.Mine => "EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = c.Key AND l.LabellerId = $me)",
        LabelState.WantsSecond =>
            "EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = c.Key GROUP BY l.UtteranceId HAVING COUNT(DISTINCT l.LabellerId) = 1)",
        // What each said last, side by side.
        _ => """
            EXISTS (SELECT 1 FROM Labels l WHERE l.CallKey = c.Key
                AND l.Id IN (SELECT MAX(Id) FROM Labels WHERE CallKey = c.Key GROUP BY UtteranceId, LabellerId)
                GROUP BY l.UtteranceId
                HAVING COUNT(DISTINCT l.Categories || '/' || l.Target || '/' || COALESCE(l.Severity, 0)) > 1)
            """,
    };
}
