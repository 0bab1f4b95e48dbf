using CivilLine.Scoring;
using CivilLine.Security;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Labels;

/// <summary>The labels as they are kept: only ever added.</summary>
internal sealed class LabelStore(ReviewDatabase database)
{
    private const string Columns =
        "l.Id, l.CallKey, l.UtteranceId, l.Revision, l.LabellerId, l.Labeller, l.At, l.Categories, l.Target, l.Severity, l.Note, "
        + "l.ModelVersion, l.PolicyVersion";

    public Label Add(Label label)
    {
        using var connection = database.Open();
        var id = connection.Number(
            """
            INSERT INTO Labels (CallKey, UtteranceId, Revision, LabellerId, Labeller, At, Categories, Target, Severity, Note, ModelVersion, PolicyVersion)
            VALUES ($call, $utterance, $revision, $labellerId, $labeller, $at, $categories, $target, $severity, $note, $model, $policy)
            RETURNING Id
            """,
            ("$call", label.CallKey), ("$utterance", label.UtteranceId), ("$revision", label.Revision),
            ("$labellerId", label.LabellerId), ("$labeller", label.Labeller), ("$at", label.At.ToUnixTimeMilliseconds()),
            ("$categories", label.Categories.Bits), ("$target", (int)label.Target), ("$severity", (int?)label.Severity),
            ("$note", label.Note), ("$model", label.ModelVersion), ("$policy", label.PolicyVersion));
        return label with { Id = id };
    }

    public IReadOnlyList<Label> OfCall(long callKey)
    {
        using var connection = database.Open();
        return connection.Read(Read, $"SELECT {Columns} FROM Labels l WHERE l.CallKey = $call ORDER BY l.Id", ("$call", callKey));
    }

    /// <summary>Every label of calls in the viewer's sight, oldest first.</summary>
    public IReadOnlyList<Label> InSight(Viewer viewer)
    {
        using var connection = database.Open();
        return connection.Read(
            Read,
            $"SELECT {Columns} FROM Labels l JOIN store.Calls c ON c.Key = l.CallKey WHERE {Sight.Condition} ORDER BY l.Id",
            Sight.Teams(viewer));
    }

    private static Label Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.Time(6),
        new CategorySet(row.GetInt32(7)), (Target)row.GetInt32(8), row.EnumOrNull<Severity>(9), row.TextOrNull(10),
        row.GetString(11), row.GetString(12));
}
