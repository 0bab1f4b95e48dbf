using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Review;
using CivilLine.Store;
using Microsoft.Data.Sqlite;

namespace CivilLine.Privacy;

/// <summary>Writes redacted texts in place of what the scan found. In the store it is part of the writer, as erasing is.</summary>
internal static class TextFixes
{
    public static int WriteStore(SqliteConnection connection, IEnumerable<ScanHit> hits)
    {
        var written = 0;
        foreach (var hit in hits)
            written += hit.Place switch
            {
                ScanPlace.Fragments => connection.Run(
                    "UPDATE Fragments SET Text = $redacted WHERE Id = $id AND Text = $text", ("$redacted", hit.Redacted), ("$id", hit.Id), ("$text", hit.Text)),
                ScanPlace.Alerts => WriteAlert(connection, hit),
                ScanPlace.Outbox => WriteDelivery(connection, hit),
                _ => 0,
            };
        return written;
    }

    public static int WriteReview(ReviewDatabase review, IReadOnlyCollection<ScanHit> hits)
    {
        using var connection = review.Open();
        connection.Run("PRAGMA secure_delete = ON");
        var written = 0;
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var hit in hits)
                written += hit.Place switch
                {
                    ScanPlace.Labels => WriteLabel(connection, hit),
                    ScanPlace.Index => connection.Run("DELETE FROM Words WHERE rowid = $key", ("$key", hit.Id)) >= 0 ? 1 : 0,
                    _ => 0,
                };
            foreach (var key in hits.Where(hit => hit.Place == ScanPlace.Index && hit.CallId is not null).Select(hit => hit.Id).Distinct())
                connection.Run("INSERT OR IGNORE INTO Waiting (CallKey) VALUES ($key)", ("$key", key));
            Review.Search.ErasedTraces.Leave(connection);
            transaction.Commit();
        }
        Review.Search.ErasedTraces.Remove(connection);
        return written;
    }

    private static int WriteAlert(SqliteConnection connection, ScanHit hit)
    {
        var highlights = connection.Read(row => row.GetString(0), "SELECT Highlights FROM Alerts WHERE Version = $id AND Text = $text", ("$id", hit.Id), ("$text", hit.Text));
        if (highlights is not [var before])
            return 0;
        var moved = RedactedAlert.Of(hit.Text, StoreJson.Highlights(before), hit.Redacted) is { } redacted && redacted.Text == hit.Redacted ? redacted.Highlights : [];
        return connection.Run(
            "UPDATE Alerts SET Text = $redacted, Highlights = $highlights WHERE Version = $id",
            ("$redacted", hit.Redacted), ("$highlights", StoreJson.Of(moved)), ("$id", hit.Id));
    }

    private static int WriteDelivery(SqliteConnection connection, ScanHit hit)
    {
        var bodies = connection.Read(row => row.GetString(0), "SELECT Body FROM Deliveries WHERE Id = $id", ("$id", hit.Id));
        if (bodies is not [var body] || JsonNode.Parse(body) is not { } sent || sent["data"] is not { } data)
            return 0;
        data["text"] = hit.Redacted;
        data["highlights"] = new JsonArray();
        return connection.Run("UPDATE Deliveries SET Body = $body WHERE Id = $id", ("$body", sent.ToJsonString(Json.Options)), ("$id", hit.Id));
    }

    /// <summary>A label is never changed; with a note that must not be kept it is taken out and added again as it was without.</summary>
    private static int WriteLabel(SqliteConnection connection, ScanHit hit)
    {
        connection.Run("CREATE TEMP TABLE IF NOT EXISTS Noted AS SELECT * FROM Labels WHERE 0");
        connection.Run("DELETE FROM temp.Noted");
        connection.Run("INSERT INTO temp.Noted SELECT * FROM Labels WHERE Id = $id", ("$id", hit.Id));
        connection.Run("UPDATE temp.Noted SET Note = $redacted", ("$redacted", hit.Redacted));
        connection.Run("DELETE FROM Labels WHERE Id = $id", ("$id", hit.Id));
        return connection.Run("INSERT INTO Labels SELECT * FROM temp.Noted");
    }
}
