using System.Globalization;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>
/// What <c>GET /api/v1/calls</c> and <c>POST /api/v1/calls/search</c> are asked for, newest call first. The cursor is a call's start, and behind a tilde its
/// key, since many calls may start in one millisecond.
/// </summary>
internal sealed record CallQuery(
    bool? Live, string? Search, Severity? Severity, DateTimeOffset? Before, long? BeforeKey, int Limit)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;
    private const char Tilde = '~';

    public static CallQuery Read(QueryReader query)
    {
        var (before, key) = ReadCursor(query);
        return new CallQuery(
            query.Flag("live"),
            query.Text("q"),
            query.OneOf<Severity>("severity"),
            before,
            key,
            (int)(query.Integer("limit", 1, MaxLimit) ?? DefaultLimit));
    }

    public static string Cursor(CallRow last) => string.Create(
        CultureInfo.InvariantCulture, $"{last.StartedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}{Tilde}{last.Key}");

    /// <param name="alerts">Whose words are searched: a call is looked for by what was wrong in it.</param>
    /// <param name="agentNames">By agent id; the store knows agents by their ids alone.</param>
    public IQueryable<CallRow> Apply(
        IQueryable<CallRow> calls, IQueryable<AlertRow> alerts, IReadOnlyDictionary<string, string> agentNames, Viewer viewer)
    {
        if (Live is { } live)
            calls = calls.Where(call => (call.EndedAt == null) == live);
        if (Search is { } text)
        {
            var pattern = $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
            var named = agentNames.Where(agent => agent.Value.Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(agent => agent.Key).ToArray();
            calls = calls.Where(call => EF.Functions.Like(call.CallId, pattern, @"\")
                || EF.Functions.Like(call.AgentId!, pattern, @"\") || EF.Functions.Like(call.Queue!, pattern, @"\")
                || EF.Functions.Like(call.Team!, pattern, @"\") || named.Contains(call.AgentId)
                || alerts.Any(alert => alert.CallKey == call.Key && EF.Functions.Like(alert.Text, pattern, @"\")));
        }
        if (Severity is { } least)
            calls = calls.Where(call => call.PeakSeverity >= least);
        if (Before is { } before)
            calls = calls.Where(call => call.StartedAt < before || (call.StartedAt == before && call.Key < BeforeKey));
        return InSight(calls, viewer).OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Key).Take(Limit);
    }

    public static IQueryable<CallRow> InSight(IQueryable<CallRow> calls, Viewer viewer)
    {
        if (viewer.Role == Role.Administrator)
            return calls;
        if (viewer.Role == Role.Agent)
            return calls.Where(call => call.AgentId != null && call.AgentId == viewer.AgentId);
        if (viewer.Teams is null)
            return calls;
        var teams = viewer.Teams.ToArray();
        return calls.Where(call => call.Team != null && teams.Contains(call.Team));
    }

    private static (DateTimeOffset?, long?) ReadCursor(QueryReader query)
    {
        if (query.Text("before") is not { } cursor)
            return (null, null);
        var parts = cursor.Split(Tilde);
        var key = 0L;
        if (parts.Length <= 2
            && DateTimeOffset.TryParse(
                parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && (parts.Length == 1 || long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out key)))
            return (time, key);
        query.Fail("before", "must be the 'next' of an answer, or a time of ISO 8601");
        return (null, null);
    }
}
