using System.Text.Encodings.Web;
using System.Text.Json;
using CivilLine.Scoring;

namespace CivilLine.Cli.Releases;

/// <summary>Makes a version the active one of a models folder, and keeps a record of who took whose place and why.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="From">The bundle that was active, as a path from the models folder.</param>
/// <param name="Forced">Why it was promoted though guarded figures are worse; null where none is.</param>
internal sealed record Promotion(
    DateTimeOffset At, string From, string To, string Thresholds, string? Forced, IReadOnlyList<Objection> Worse)
{
    public const string RecordFile = "promotions.jsonl";

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(string models)
    {
        File.AppendAllText(Path.Combine(models, RecordFile), JsonSerializer.Serialize(this, OneLine) + "\n");
        // Renamed into place: a server that starts meanwhile reads the old or the new one, never half of it.
        var active = Path.Combine(models, ModelLocator.ActiveFile);
        File.WriteAllText(active + ".new", JsonSerializer.Serialize(new ModelLocator.ActiveModel(To), ModelCard.Json) + "\n");
        File.Move(active + ".new", active, overwrite: true);
    }
}
