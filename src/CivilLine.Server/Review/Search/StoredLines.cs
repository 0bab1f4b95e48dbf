using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Review.Search;

internal sealed record StoredLine(string UtteranceId, Speaker Speaker, string Text, long StartMs);

/// <summary>A call's words as they stand: the newest revision of each utterance, in order.</summary>
internal static class StoredLines
{
    public static List<StoredLine> Of(SqliteConnection connection, long callKey) => connection.Read(
        row => new StoredLine(row.GetString(0), (Speaker)row.GetInt32(1), row.GetString(2), row.GetInt64(3)),
        """
        SELECT f.UtteranceId, f.Speaker, f.Text, f.StartMs FROM store.Fragments f
        WHERE f.CallKey = $call AND NOT EXISTS (
            SELECT 1 FROM store.Fragments n WHERE n.CallKey = f.CallKey AND n.UtteranceId = f.UtteranceId AND n.Revision > f.Revision)
        ORDER BY f.StartMs, f.Id
        """,
        ("$call", callKey));
}
