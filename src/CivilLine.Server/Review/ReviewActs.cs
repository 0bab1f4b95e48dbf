using CivilLine.Security;

namespace CivilLine.Review;

/// <summary>Who took what out of the store, and when. Rows are only ever added; the file refuses anything else.</summary>
internal sealed class ReviewActs(ReviewDatabase database, TimeProvider time)
{
    public void Add(Viewer by, string kind, string? callId, string? detail)
    {
        using var connection = database.Open();
        connection.Run(
            "INSERT INTO Acts (At, ById, By, Kind, CallId, Detail) VALUES ($at, $byId, $by, $kind, $call, $detail)",
            ("$at", time.GetUtcNow().ToUnixTimeMilliseconds()), ("$byId", by.Id), ("$by", by.Name), ("$kind", kind),
            ("$call", callId), ("$detail", detail));
    }

    public IReadOnlyList<ReviewAct> Of(string callId)
    {
        using var connection = database.Open();
        return connection.Read(
            row => new ReviewAct(row.Time(0), row.GetString(1), row.GetString(2), row.TextOrNull(3)),
            "SELECT At, By, Kind, Detail FROM Acts WHERE CallId = $call ORDER BY Id", ("$call", callId));
    }
}

internal sealed record ReviewAct(DateTimeOffset At, string By, string Kind, string? Detail);
