using System.Text.Json;

namespace CivilLine.Cli.Data.Converters;

internal static class JsonText
{
    /// <summary>The text of a member; numbers as they are written.</summary>
    public static string Text(this JsonElement json, string member) => json.TryGetProperty(member, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
        : throw new InvalidDataException($"There is no '{member}' in {Start(json)}");

    public static IEnumerable<JsonElement> Items(this JsonElement json, string member) => json.TryGetProperty(member, out var value)
        ? value.EnumerateArray()
        : throw new InvalidDataException($"There is no '{member}' in {Start(json)}");

    private static string Start(JsonElement json)
    {
        var members = json.ValueKind == JsonValueKind.Object ? string.Join(", ", json.EnumerateObject().Take(8).Select(member => member.Name)) : $"{json.ValueKind}";
        return $"an object with {members}";
    }
}
