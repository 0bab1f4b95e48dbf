using System.Text.Json;
using System.Text.Json.Serialization;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;

namespace CivilLine.Notify;

/// <summary>What a webhook may ask for.</summary>
internal static class EventKinds
{
    public const string Alerts = "alerts";
    public const string Incidents = "incidents";

    public static readonly IReadOnlyList<string> All = [Alerts, Incidents];
}

/// <summary>An event before it is known for whom.</summary>
internal sealed record OutgoingEvent(string MessageId, string Type, string? CallId, string Body);

/// <summary>Events in CloudEvents 1.0, structured JSON (https://cloudevents.io). Each holds all that is to be known.</summary>
internal static class CloudEvents
{
    private const string Prefix = "org.civilline.";

    public static OutgoingEvent Of(AlertView alert, DateTimeOffset at, string source, bool withText)
    {
        if (!withText)
            alert = alert with { Text = "", Highlights = [] };
        var type = $"{Prefix}alert.{Wire(alert.Detection)}";
        return Make(new Envelope
        {
            Id = $"{alert.Id}_{alert.Version}", Source = source, Type = type, Subject = alert.Id, Time = at,
            Severity = Wire(alert.Severity), Work = Wire(alert.Work), Data = alert,
        }, alert.CallId);
    }

    public static OutgoingEvent Of(IncidentView incident, DateTimeOffset at, string source)
    {
        var type = $"{Prefix}incident.{(IsEscalated(incident) ? "escalated" : Wire(incident.Work))}";
        return Make(new Envelope
        {
            Id = $"{incident.Id}_{incident.Version}", Source = source, Type = type, Subject = incident.Id, Time = at,
            Severity = incident.Severity is { } severity ? Wire(severity) : null, Work = Wire(incident.Work), Data = incident,
        }, incident.CallId);
    }

    /// <summary>What an administrator sends to see whether anything arrives.</summary>
    public static OutgoingEvent Test(string id, DateTimeOffset at, string source) => Make(
        new Envelope { Id = id, Source = source, Type = Prefix + "test", Time = at, Data = new { message = "A test from CivilLine." } }, null);

    private static bool IsEscalated(IncidentView incident) => incident.Help is { AnsweredAt: null, Escalation: > 0 }
        || incident is { Work: WorkState.Open, Escalation: > 0 };

    private static OutgoingEvent Make(Envelope envelope, string? callId) =>
        new(envelope.Id, envelope.Type, callId, JsonSerializer.Serialize(envelope, Json.Options));

    private static string Wire<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record Envelope
    {
        [JsonPropertyName("specversion")]
        public string SpecVersion { get; } = "1.0";
        public required string Id { get; init; }
        public required string Source { get; init; }
        public required string Type { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Subject { get; init; }
        public required DateTimeOffset Time { get; init; }

        [JsonPropertyName("datacontenttype")]
        public string DataContentType { get; } = "application/json";

        /// <summary>Extension attributes, by which a receiver can route without reading the data.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Severity { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Work { get; init; }
        public required object Data { get; init; }
    }
}
