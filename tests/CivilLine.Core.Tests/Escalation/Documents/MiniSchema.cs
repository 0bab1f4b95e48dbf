using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CivilLine.Core.Tests.Escalation.Documents;

/// <summary>Judges JSON by the keywords of JSON Schema that the policy's schema uses; any other keyword is an error, so that none is passed over.</summary>
internal sealed class MiniSchema(JsonObject root)
{
    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonNode schema, JsonNode? value)
    {
        foreach (var (keyword, rule) in schema.AsObject())
        {
            if (!Holds(schema.AsObject(), keyword, rule!, value))
                return false;
        }

        return true;
    }

    private bool Holds(JsonObject schema, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" => true,
        "$ref" => Accepts(root["$defs"]![((string)rule!)["#/$defs/".Length..]]!, value),
        "type" => IsOf((string)rule!, value),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "anyOf" => rule.AsArray().Any(one => Accepts(one!, value)),
        "oneOf" => rule.AsArray().Count(one => Accepts(one!, value)) == 1,
        "not" => !Accepts(rule, value),
        "required" => value is not JsonObject members || rule.AsArray().All(name => members.ContainsKey((string)name!)),
        "properties" => value is not JsonObject whole || whole.All(member => rule[member.Key] is not { } own || Accepts(own, member.Value)),
        "additionalProperties" => value is not JsonObject all || all.All(member => schema["properties"]?[member.Key] is not null
            || (rule is JsonObject own ? Accepts(own, member.Value) : (bool)rule)),
        "propertyNames" => value is not JsonObject named || named.All(member => Accepts(rule, JsonValue.Create(member.Key))),
        "maxProperties" => value is not JsonObject many || many.Count <= (int)rule,
        "items" => value is not JsonArray items || items.All(item => Accepts(rule, item)),
        "minItems" => value is not JsonArray few || few.Count >= (int)rule,
        "maxItems" => value is not JsonArray lot || lot.Count <= (int)rule,
        "minLength" => TextOf(value) is not { } text || text.Length >= (int)rule,
        "maxLength" => TextOf(value) is not { } text || text.Length <= (int)rule,
        "pattern" => TextOf(value) is not { } text || Regex.IsMatch(text, (string)rule!),
        "minimum" => NumberOf(value) is not { } number || number >= (double)rule,
        "exclusiveMinimum" => NumberOf(value) is not { } number || number > (double)rule,
        "maximum" => NumberOf(value) is not { } number || number <= (double)rule,
        _ => throw new NotSupportedException($"The schema uses '{keyword}', which this test does not judge yet."),
    };

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => TextOf(value) is not null,
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        "number" => NumberOf(value) is not null,
        "integer" => NumberOf(value) is { } number && number == Math.Floor(number),
        _ => throw new NotSupportedException($"The schema has the type '{type}', which this test does not judge yet."),
    };

    private static string? TextOf(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : null;

    private static double? NumberOf(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<double>(out var number) ? number : null;
}
