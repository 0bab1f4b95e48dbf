using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Store;

/// <summary>
/// Takes out of what is stored the words that later ones showed to be personal data: every revision, the events that wait
/// for webhooks or were sent, and in the end the log that still holds the pages as they were. Part of the writer: used by
/// its thread, in its transaction.
/// </summary>
internal sealed class StoredTraces(SqliteConnection connection, int lockWaitMs)
{
    private const int TryMs = 50;

    public bool AreLeft { get; private set; }

    /// <summary>Words were taken out that the log still has.</summary>
    public void Leave() => AreLeft = true;

    public List<FragmentView> Rewrite(long callKey, CallChanges changes)
    {
        AreLeft = true;
        List<FragmentView> rewritten = [];
        foreach (var rewriting in changes.Rewritings)
        {
            foreach (var row in Revisions(callKey, rewriting))
            {
                var text = row.Revision == rewriting.Revision ? rewriting.Text : Redactor.Erase(row.Text, rewriting.Text);
                if (text == row.Text)
                    continue;
                row.Text = text;
                Execute("UPDATE Fragments SET Text = $text WHERE Id = $id", ("$text", text), ("$id", row.Id));
                rewritten.Add(FragmentViews.Of(changes.Facts.CallId, changes.Facts.Language, row));
            }
        }

        return rewritten;
    }

    /// <summary>Events are read from the newest back to the alert's first: there is no index by alert, and need not be.</summary>
    public void RewriteOutbox(Alert alert)
    {
        List<(long Id, string Body)> rewritten = [];
        using (var command = Command(
            "SELECT Id, MessageId, Body, CreatedAt FROM Deliveries ORDER BY Id DESC"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read() && rows.GetInt64(3) >= alert.RaisedAt.ToUnixTimeMilliseconds())
            {
                if (rows.GetString(1).StartsWith(alert.Id + "_", StringComparison.Ordinal) && Rewrite(rows.GetString(2), alert) is { } body)
                    rewritten.Add((rows.GetInt64(0), body));
            }
        }

        foreach (var (id, body) in rewritten)
            Execute("UPDATE Deliveries SET Body = $body WHERE Id = $id", ("$body", body), ("$id", id));
    }

    /// <summary>
    /// Empties the log, whose older pages show what has been rewritten since. Where a reader still needs it nothing
    /// happens, and it is for the caller to try again.
    /// </summary>
    public void Remove()
    {
        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {TryMs}"));
        try
        {
            using var command = Command("PRAGMA wal_checkpoint(TRUNCATE)");
            using var row = command.ExecuteReader();
            AreLeft = !row.Read() || row.GetInt64(0) != 0;
        }
        finally
        {
            Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {lockWaitMs}"));
        }
    }

    private List<FragmentRow> Revisions(long callKey, Rewriting rewriting)
    {
        using var command = Command(
            """
            SELECT Id, UtteranceId, Revision, IsFinal, Speaker, Text, StartMs, EndMs, ReceivedAt, Late, Scores, Categories, Severity, Target, Language
            FROM Fragments WHERE CallKey = $call AND UtteranceId = $utterance AND Revision <= $revision
            """,
            ("$call", callKey), ("$utterance", rewriting.UtteranceId), ("$revision", rewriting.Revision));
        using var row = command.ExecuteReader();
        List<FragmentRow> rows = [];
        while (row.Read())
            rows.Add(new FragmentRow
            {
                Id = row.GetInt64(0),
                CallKey = callKey,
                UtteranceId = row.GetString(1),
                Revision = row.GetInt32(2),
                IsFinal = row.GetBoolean(3),
                Speaker = (Speaker)row.GetInt32(4),
                Text = row.GetString(5),
                TextHash = [],
                StartMs = row.GetInt64(6),
                EndMs = row.GetInt64(7),
                ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
                Late = row.GetBoolean(9),
                Scores = row.GetFieldValue<byte[]>(10),
                Categories = row.GetInt32(11),
                Severity = row.IsDBNull(12) ? null : (Severity)row.GetInt32(12),
                Target = (Target)row.GetInt32(13),
                Language = row.IsDBNull(14) ? null : row.GetString(14),
            });
        return rows;
    }

    private static string? Rewrite(string body, Alert alert)
    {
        var sent = JsonNode.Parse(body)!;
        if (sent["data"] is not { } data || data["text"]?.GetValue<string>() is not { Length: > 0 } text)
            return null;
        var highlights = data["highlights"].Deserialize<IReadOnlyList<Highlight>>(Json.Options) ?? [];
        if (RedactedAlert.Of(text, highlights, alert.Text) is not { } redacted)
            return null;
        data["text"] = redacted.Text;
        data["highlights"] = JsonSerializer.SerializeToNode(redacted.Highlights, Json.Options);
        return sent.ToJsonString(Json.Options);
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
