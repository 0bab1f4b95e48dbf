using System.Text.Json.Nodes;
using CivilLine.Review;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Privacy;

/// <summary>Reads every stored text past today's rules of redaction, some rows at a time: no long read keeps the store's log from being shortened.</summary>
internal sealed class StoredTexts(ReviewDatabase review, PersonalData also)
{
    private const int AtOnce = 2000;
    private const int FewestDigits = 6;

    private static readonly (ScanPlace Place, string Sql)[] Reads =
    [
        (ScanPlace.Fragments, "SELECT f.Id, c.CallId, c.EndedAt IS NULL, f.Text FROM store.Fragments f JOIN store.Calls c ON c.Key = f.CallKey WHERE f.Id > $after ORDER BY f.Id"),
        (ScanPlace.Alerts, "SELECT a.Version, a.CallId, c.EndedAt IS NULL, a.Text FROM store.Alerts a JOIN store.Calls c ON c.Key = a.CallKey WHERE a.Version > $after ORDER BY a.Version"),
        (ScanPlace.Outbox, "SELECT d.Id, d.CallId, 0, d.Body FROM store.Deliveries d WHERE d.Id > $after ORDER BY d.Id"),
        (ScanPlace.Labels, "SELECT l.Id, c.CallId, 0, l.Note FROM Labels l LEFT JOIN store.Calls c ON c.Key = l.CallKey WHERE l.Id > $after AND l.Note IS NOT NULL ORDER BY l.Id"),
        (ScanPlace.Suggestions, "SELECT s.Id, NULL, 0, s.Text FROM Suggestions s WHERE s.Id > $after AND s.Text IS NOT NULL ORDER BY s.Id"),
    ];

    public Dictionary<ScanPlace, long> Read { get; } = [];

    public IEnumerable<ScanHit> Hits(CancellationToken cancellationToken)
    {
        foreach (var (place, sql) in Reads)
            for (var (after, more) = (0L, true); more;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = Rows(place, sql, after);
                Read[place] = Read.GetValueOrDefault(place) + rows.Count;
                foreach (var hit in rows.Where(row => row.Redacted != row.Text))
                    yield return hit;
                more = rows.Count == AtOnce;
                after = rows.Count > 0 ? rows[^1].Id : after;
            }
        foreach (var hit in IndexHits())
            yield return hit;
    }

    /// <summary>What an event says; the rest of it are ids, times and numbers of ours.</summary>
    public static string? TextOf(string body) => JsonNode.Parse(body)?["data"]?["text"]?.GetValue<string>();

    private List<ScanHit> Rows(ScanPlace place, string sql, long after)
    {
        using var connection = review.Open();
        return connection.Read(
            row =>
            {
                var text = place == ScanPlace.Outbox ? TextOf(row.GetString(3)) ?? "" : row.GetString(3);
                return new ScanHit(place, row.GetInt64(0), row.TextOrNull(1), row.GetBoolean(2), text, Redactor.Redact(text, also));
            },
            sql + " LIMIT $limit", ("$after", after), ("$limit", AtOnce));
    }

    /// <summary>The index has single words, so that only what is one word can be found in it: numbers without spaces.</summary>
    private List<ScanHit> IndexHits()
    {
        using var connection = review.Open();
        connection.Run("CREATE VIRTUAL TABLE temp.Terms USING fts5vocab('main', 'Words', 'row')");
        connection.Run("CREATE VIRTUAL TABLE temp.Places USING fts5vocab('main', 'Words', 'instance')");
        var terms = connection.Read(row => row.GetString(0), "SELECT term FROM temp.Terms WHERE term >= '0' AND term < ':' AND length(term) >= $least", ("$least", FewestDigits));
        Read[ScanPlace.Index] = connection.Number("SELECT COUNT(*) FROM temp.Terms");
        List<ScanHit> hits = [];
        foreach (var term in terms)
        {
            if (Redactor.Redact(term, also) is var redacted && redacted != term)
                hits.AddRange(connection.Read(
                    row => new ScanHit(ScanPlace.Index, row.GetInt64(0), row.TextOrNull(1), row.GetBoolean(2), term, redacted),
                    "SELECT DISTINCT p.doc, c.CallId, c.Key IS NOT NULL AND c.EndedAt IS NULL FROM temp.Places p LEFT JOIN store.Calls c ON c.Key = p.doc WHERE p.term = $term",
                    ("$term", term)));
        }
        return hits;
    }
}
