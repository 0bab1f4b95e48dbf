using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Store;

/// <summary>What a column holds whole: small JSON that is read back and never searched.</summary>
[JsonSerializable(typeof(LadderState))]
[JsonSerializable(typeof(HelpState))]
[JsonSerializable(typeof(BreakState))]
[JsonSerializable(typeof(IncidentState))]
[JsonSerializable(typeof(HeardState))]
[JsonSerializable(typeof(IReadOnlyList<Highlight>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    public static string Of(LadderState ladder) => JsonSerializer.Serialize(ladder, Default.LadderState);

    public static string? Of(HelpState? help) => help is null ? null : JsonSerializer.Serialize(help, Default.HelpState);

    public static string? Of(BreakState? asked) => asked is null ? null : JsonSerializer.Serialize(asked, Default.BreakState);
    public static string? Of(HeardState? heard) => heard is null ? null : JsonSerializer.Serialize(heard, Default.HeardState);

    public static HeardState? Heard(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.HeardState);

    public static string Of(IncidentState incident) => JsonSerializer.Serialize(incident, Default.IncidentState);

    public static string Of(IReadOnlyList<Highlight> highlights) =>
        JsonSerializer.Serialize(highlights, Default.IReadOnlyListHighlight);

    public static string Of(IReadOnlyList<string> ids) => JsonSerializer.Serialize(ids, Default.IReadOnlyListString);

    public static LadderState Ladder(string json) =>
        JsonSerializer.Deserialize(json, Default.LadderState) ?? Escalation.LadderState.Calm;

    public static HelpState? Help(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.HelpState);

    public static BreakState? Break(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.BreakState);

    public static IncidentState Incident(string json) => JsonSerializer.Deserialize(json, Default.IncidentState)
        ?? throw new InvalidDataException("An incident's row holds no incident.");

    public static IReadOnlyList<Highlight> Highlights(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListHighlight) ?? [];

    public static IReadOnlyList<string> Ids(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListString) ?? [];

    /// <summary>Little-endian floats, as every machine that this runs on keeps them.</summary>
    public static byte[] Of(in CategoryScores scores) => MemoryMarshal.AsBytes((ReadOnlySpan<float>)scores).ToArray();

    public static CategoryScores Scores(byte[] bytes)
    {
        var scores = default(CategoryScores);
        // A row written before a category was added is shorter; the new category then scored nothing.
        MemoryMarshal.Cast<byte, float>(bytes).CopyTo(scores);
        return scores;
    }
}
