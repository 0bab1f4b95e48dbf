using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Shared;

/// <summary>What is said: the corpus's train lines, so that the model meets the language it was made for.</summary>
/// <param name="Abuse">Customers' lines marked serious or critical: almost each should alert.</param>
internal sealed record Phrases(
    IReadOnlyList<JsonEncodedText> Customer, IReadOnlyList<JsonEncodedText> Agent, IReadOnlyList<JsonEncodedText> Abuse)
{
    public static Phrases Load(string folder)
    {
        var (customer, agent, abuse) = (new List<JsonEncodedText>(), new List<JsonEncodedText>(), new List<JsonEncodedText>());
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file))
            {
                if (JsonNode.Parse(line) is not JsonObject json
                    || (string?)json["split"] != "train"
                    || (string?)json["text"] is not { } text)
                    continue;
                var isClean = json["labels"] is JsonArray { Count: 0 };
                var target = ((string?)json["speaker"], isClean, (string?)json["severity"]) switch
                {
                    ("agent", true, _) => agent,
                    ("customer", true, _) => customer,
                    ("customer", false, "serious" or "critical") => abuse,
                    _ => null,
                };
                target?.Add(JsonEncodedText.Encode(text));
            }
        }
        return customer.Count > 0 && agent.Count > 0 && abuse.Count > 0
            ? new Phrases(customer, agent, abuse)
            : throw new InvalidDataException($"{folder} holds no corpus to speak from.");
    }
}
