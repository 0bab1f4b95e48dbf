using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Security;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Suggestions;

/// <summary>Suggestions and what was decided of them. Rows are only added; a declined one's words are wiped.</summary>
internal sealed class SuggestionStore(ReviewDatabase database, TimeProvider time)
{
    private const string Undecided = "NOT EXISTS (SELECT 1 FROM SuggestionDecisions d WHERE d.SuggestionId = s.Id)";

    /// <param name="most">How many of one key may wait.</param>
    /// <returns>Whether it waits now, also where the same of the same key did already: clients try again.</returns>
    public bool File(Suggestion suggestion, int most)
    {
        var attributes = JsonSerializer.Serialize(suggestion.Attributes);
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        var (waiting, same) = connection.Read(
            row => (row.GetInt64(0), row.GetInt64(1)),
            $"""
            SELECT COUNT(*), COALESCE(SUM(s.Text = $text AND s.Attributes = $attributes), 0) FROM Suggestions s
            WHERE s.KeyId = $key AND {Undecided}
            """,
            ("$key", suggestion.KeyId), ("$text", suggestion.Text), ("$attributes", attributes))[0];
        if (same > 0 || waiting >= most)
            return same > 0;
        connection.Run(
            """
            INSERT INTO Suggestions (At, KeyId, KeyName, Text, Attributes, Categories, ModelVersion, ModelCategories, ModelSeverity)
            VALUES ($at, $key, $name, $text, $attributes, $categories, $model, $modelCategories, $modelSeverity)
            """,
            ("$at", suggestion.At.ToUnixTimeMilliseconds()), ("$key", suggestion.KeyId), ("$name", suggestion.KeyName),
            ("$text", suggestion.Text), ("$attributes", attributes), ("$categories", suggestion.Categories?.Bits),
            ("$model", suggestion.ModelVersion), ("$modelCategories", suggestion.ModelCategories.Bits),
            ("$modelSeverity", (int?)suggestion.ModelSeverity));
        transaction.Commit();
        return true;
    }

    /// <summary>The oldest that nobody has decided, and how many there are.</summary>
    public (IReadOnlyList<Suggestion> Items, long All) Waiting(int limit)
    {
        using var connection = database.Open();
        var items = connection.Read(
            Read,
            $"""
            SELECT s.Id, s.At, s.KeyId, s.KeyName, s.Text, s.Attributes, s.Categories, s.ModelVersion, s.ModelCategories, s.ModelSeverity
            FROM Suggestions s WHERE {Undecided} ORDER BY s.Id LIMIT $limit
            """,
            ("$limit", limit));
        return (items, connection.Number($"SELECT COUNT(*) FROM Suggestions s WHERE {Undecided}"));
    }

    /// <returns>And where it was decided before, the name of who did.</returns>
    public (DecideOutcome Outcome, string? By) Decide(long id, Viewer by, SuggestionDecision decision)
    {
        using var connection = database.Open();
        // What is declined must not stay in the file's unused bytes.
        connection.Run("PRAGMA secure_delete = ON");
        using var transaction = connection.BeginTransaction();
        if (connection.Number("SELECT COUNT(*) FROM Suggestions WHERE Id = $id", ("$id", id)) == 0)
            return (DecideOutcome.NoSuch, null);
        if (connection.Read(row => row.GetString(0), "SELECT By FROM SuggestionDecisions WHERE SuggestionId = $id", ("$id", id)) is [var before])
            return (DecideOutcome.DecidedBefore, before);
        connection.Run(
            """
            INSERT INTO SuggestionDecisions (SuggestionId, At, ById, By, IsAccepted, Categories, Target, Severity, Note)
            VALUES ($id, $at, $byId, $by, $isAccepted, $categories, $target, $severity, $note)
            """,
            ("$id", id), ("$at", time.GetUtcNow().ToUnixTimeMilliseconds()), ("$byId", by.Id), ("$by", by.Name),
            ("$isAccepted", decision.IsAccepted), ("$categories", decision.Categories?.Bits), ("$target", (int?)decision.Target),
            ("$severity", (int?)decision.Severity), ("$note", decision.Note));
        if (!decision.IsAccepted)
            connection.Run("UPDATE Suggestions SET Text = NULL WHERE Id = $id", ("$id", id));
        transaction.Commit();
        return (DecideOutcome.Decided, null);
    }

    public IReadOnlyList<AcceptedSuggestion> Accepted()
    {
        using var connection = database.Open();
        return connection.Read(
            row => new AcceptedSuggestion(
                row.GetInt64(0), row.GetString(1), new CategorySet(row.GetInt32(2)), (Target)row.GetInt32(3), row.EnumOrNull<Severity>(4)),
            """
            SELECT s.Id, s.Text, d.Categories, d.Target, d.Severity FROM Suggestions s
            JOIN SuggestionDecisions d ON d.SuggestionId = s.Id WHERE d.IsAccepted ORDER BY s.Id
            """);
    }

    private static Suggestion Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.Time(1), row.GetString(2), row.GetString(3), row.GetString(4),
        JsonSerializer.Deserialize<SuggestionScore[]>(row.GetString(5))!,
        row.IsDBNull(6) ? null : new CategorySet(row.GetInt32(6)), row.GetString(7), new CategorySet(row.GetInt32(8)),
        row.EnumOrNull<Severity>(9));
}
