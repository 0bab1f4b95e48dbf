using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Transcripts;

namespace CivilLine.Review.Labels;

/// <summary>Labels as lines of <c>models/corpora</c>: what <c>civilline train</c> reads and <c>civilline corpus check</c> checks.</summary>
internal sealed class LabelExport(ReviewDatabase database, LabelStore labels)
{
    public const string ContentType = "application/x-ndjson";

    public const string PrivacyNote =
        "Words of real callers. Numbers and addresses are redacted, names and what people tell of themselves are not. "
        + "Ids of calls, agents and callers, teams and times are left out. Keep as you would a recording.";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for each fragment of a call in sight whose label is settled.</summary>
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
                lines.Add(Line(label, said.Text, said.Speaker == Speaker.Agent ? "agent" : "customer"));
        }
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

    private static JsonObject Line(Label label, string text, string speaker) => new()
    {
        // Told apart from other lines, and back to no call by who does not have the calls.
        ["id"] = "rev-" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{label.CallKey}\n{label.UtteranceId}\n{text}")).AsSpan(0, 6)),
        ["split"] = "train",
        ["text"] = text,
        ["speaker"] = speaker,
        ["labels"] = new JsonArray([.. label.Categories.Select(category => JsonValue.Create(HeadNames.Of(category)))]),
        ["target"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(label.Target.ToString()),
        ["severity"] = label.Severity is { } severity ? JsonNamingPolicy.SnakeCaseLower.ConvertName(severity.ToString()) : "none",
        ["domain"] = "review",
        ["style"] = "live",
    };
}
