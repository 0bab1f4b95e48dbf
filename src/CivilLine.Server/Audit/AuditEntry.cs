using System.Text.Json.Nodes;

namespace CivilLine.Audit;

/// <summary>Who did or saw what. There is no word of any call in it, and none of what was searched for.</summary>
/// <param name="How">cookie, key, token or server.</param>
/// <param name="What">The method and route, or the hub's method, as the access table names it; else a word of our own.</param>
/// <param name="Of">Ids from the address, by their names: of a call, an incident, an agent, a person.</param>
/// <param name="Status">What was answered; null of what has none.</param>
internal sealed record AuditEntry(
    string? ById, string? By, string? Role, string How, string What, IReadOnlyDictionary<string, string> Of, int? Status)
{
    public static AuditEntry OfServer(string what, IReadOnlyDictionary<string, string>? of = null) =>
        new(null, null, null, "server", what, of ?? new Dictionary<string, string>(), null);

    /// <summary>The order of these is that of the moments.</summary>
    public static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    public JsonObject Data(DateTimeOffset at)
    {
        var data = new JsonObject
        {
            ["at"] = Stamp(at),
            ["how"] = How,
            ["what"] = What,
        };
        foreach (var (name, value) in new[] { ("byId", ById), ("by", By), ("role", Role) })
            if (value is not null)
                data[name] = value;
        if (Of.Count > 0)
            data["of"] = new JsonObject(Of.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        if (Status is { } status)
            data["status"] = status;
        return data;
    }
}
