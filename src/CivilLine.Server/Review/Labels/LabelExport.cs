using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Review.Suggestions;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Transcripts;

namespace CivilLine.Review.Labels;

/// <summary>Labels as lines of <c>models/corpora</c>: what <c>civilline train</c> reads and <c>civilline corpus check</c> checks.</summary>
internal sealed class LabelExport(ReviewDatabase database, LabelStore labels, SuggestionStore suggestions)
{
    public const string ContentType = "application/x-ndjson";

    public const string PrivacyNote =
        "Words of real callers, and of comments that others suggested. Numbers and addresses are redacted, names and what people tell of themselves are not. "
        + "Ids of calls, agents and callers, teams and times are left out. Keep as you would a recording.";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for each fragment of a call in sight whose label is settled, and for each suggestion that was accepted.</summary>
    public IReadOnlyList<JsonObject> Lines(Viewer viewer)
    {
        using var connection = database.Open();
        using var fragment = connection.Command(
            "SELECT Text, Speaker FROM store.Fragments WHERE CallKey = $call AND UtteranceId = $utterance AND Revision = $revision",
            ("$call", 0L), ("$utterance", ""), ("$revision", 0));
        var lines = new List<JsonObject>();
        foreach (var about in labels.InSight(viewer).GroupBy(label => (label.CallKey, label.UtteranceId)))
        {
            if (Settled(LabelViews.Newest(about)) is not { } label)
                continue;
            fragment.Parameters["$call"].Value = label.CallKey;
            fragment.Parameters["$utterance"].Value = label.UtteranceId;
            fragment.Parameters["$revision"].Value = label.Revision;
            // A corpus knows callers and agents alone.
            if (fragment.Read(row => (Text: row.GetString(0), Speaker: (Speaker)row.GetInt32(1))) is [{ } said])
                lines.Add(Line(
                    IdOf("rev", $"{label.CallKey}\n{label.UtteranceId}\n{said.Text}"), said.Text,
                    said.Speaker == Speaker.Agent ? "agent" : "customer", label.Categories, label.Target, label.Severity, "review", "live"));
        }
        lines.AddRange(suggestions.Accepted().Select(one => Line(
            IdOf("sug", $"{one.Id}\n{one.Text}"), one.Text, "customer", one.Categories, one.Target, one.Severity, "suggestion", "written")));
        return lines;
    }

    /// <summary>What all say, or more than half where there are three or more; null where two disagree and nobody has settled it.</summary>
    internal static Label? Settled(IReadOnlyList<Label> newest)
    {
        var most = newest.GroupBy(label => (label.Categories, label.Target, label.Severity)).MaxBy(alike => alike.Count());
        return most is not null && most.Count() * 2 > newest.Count ? most.Last() : null;
    }

    public static byte[] Bytes(IEnumerable<JsonObject> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.ToJsonString(Plain) + "\n")));

    /// <summary>Told apart from other lines, and back to nothing by who does not have the store.</summary>
    private static string IdOf(string origin, string of) =>
        $"{origin}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 6))}";

    private static JsonObject Line(
        string id, string text, string speaker, CategorySet categories, Target target, Severity? severity, string domain, string style) => new()
        {
            ["id"] = id,
            ["split"] = "train",
            ["text"] = text,
            ["speaker"] = speaker,
            ["labels"] = new JsonArray([.. categories.Select(category => JsonValue.Create(HeadNames.Of(category)))]),
            ["target"] = Named(target),
            ["severity"] = severity is { } strength ? Named(strength) : "none",
            ["domain"] = domain,
            ["style"] = style,
        };

    private static string Named<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
