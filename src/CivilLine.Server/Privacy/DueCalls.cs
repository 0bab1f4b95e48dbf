using System.Globalization;
using CivilLine.Escalation;
using CivilLine.Review;
using CivilLine.Store;
using Microsoft.Data.Sqlite;

namespace CivilLine.Privacy;

/// <summary>How many calls whose time is over are kept all the same.</summary>
internal readonly record struct KeptCalls(int Held, int Open);

/// <summary>Finds the calls whose time is over. It only reads, on a connection of its own.</summary>
internal sealed class DueCalls(DataFolder folder, RetentionRules rules)
{
    private const long DayMs = 86_400_000;

    // A live call has no end, and is never among them. An alert counts that is confirmed and was no false alarm.
    private static readonly string Due = string.Create(CultureInfo.InvariantCulture, $"""
        WITH Rules AS (SELECT value ->> 'team' AS Team, value ->> 'category' AS Category, value ->> 'days' AS Days FROM json_each($rules)),
        Ended AS (
            SELECT c.Key, c.CallId, c.EndedAt, CASE WHEN c.Team IN (SELECT Team FROM Rules) THEN c.Team END AS Team
            FROM Calls c WHERE c.EndedAt <= $latest),
        Due AS (
            SELECT e.Key, e.CallId, e.EndedAt,
                EXISTS (SELECT 1 FROM LegalHolds h WHERE h.CallKey = e.Key) AS IsHeld,
                EXISTS (SELECT 1 FROM Incidents i WHERE i.CallKey = e.Key AND {CallErasure.OpenIncident}) AS IsOpen
            FROM Ended e WHERE e.EndedAt + {DayMs} * COALESCE(
                (SELECT MAX(r.Days) FROM Alerts a JOIN Rules r ON r.Category = a.Category AND r.Team IS e.Team
                 WHERE a.CallKey = e.Key AND a.Detection = {(int)Detection.Confirmed} AND a.Work <> {(int)WorkState.Dismissed}),
                (SELECT r.Days FROM Rules r WHERE r.Category IS NULL AND r.Team IS e.Team)) <= $now)
        """);

    /// <summary>The next that nothing keeps, those that ended first at first.</summary>
    /// <param name="skip">What could not be erased before, and is not tried again in this run.</param>
    public List<string> Next(DateTimeOffset now, int most, IReadOnlySet<string> skip) => Latest(now) is not { } latest ? [] :
        [.. Read(
            row => row.GetString(0), $"{Due} SELECT CallId FROM Due WHERE NOT IsHeld AND NOT IsOpen ORDER BY EndedAt, Key LIMIT $limit",
            now, latest, ("$limit", most + skip.Count)).Where(callId => !skip.Contains(callId)).Take(most)];

    public KeptCalls Kept(DateTimeOffset now) => Latest(now) is not { } latest ? default : Read(
        row => new KeptCalls(row.GetInt32(0), row.GetInt32(1)),
        $"{Due} SELECT COALESCE(SUM(IsHeld), 0), COALESCE(SUM(IsOpen AND NOT IsHeld), 0) FROM Due", now, latest)[0];

    private long? Latest(DateTimeOffset now) => rules.Shortest is { } days ? now.ToUnixTimeMilliseconds() - (days * DayMs) : null;

    private List<T> Read<T>(Func<SqliteDataReader, T> row, string sql, DateTimeOffset now, long latest, params ReadOnlySpan<(string, object?)> more)
    {
        using var connection = new SqliteConnection(StoreDatabase.Connect(folder));
        connection.Open();
        return connection.Read(row, sql, [("$rules", rules.AsJson), ("$latest", latest), ("$now", now.ToUnixTimeMilliseconds()), .. more]);
    }
}
