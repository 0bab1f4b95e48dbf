using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Evidence;

/// <summary>
/// Entries of which each carries the hash of the one before, so that none can be changed, left out or put in without
/// breaking the chain from there on, or changing its head.
/// </summary>
public static class EvidenceChain
{
    public const string Format = "civilline-evidence/1";

    private const string Start = "0000000000000000000000000000000000000000000000000000000000000000";
    private static readonly string[] FileMembers = ["entries", "format", "head"];
    private static readonly string[] EntryMembers = ["data", "hash", "kind", "number", "previous"];

    /// <summary>A whole file: <c>format</c>, <c>entries</c> and <c>head</c>, the hash of the last of them.</summary>
    public static JsonObject Build(IEnumerable<(string Kind, JsonNode Data)> entries)
    {
        var chain = new JsonArray();
        var previous = Start;
        foreach (var (kind, data) in entries)
        {
            var entry = new JsonObject { ["number"] = chain.Count, ["kind"] = kind, ["data"] = data, ["previous"] = previous };
            previous = Hash(JsonSerializer.SerializeToElement(entry));
            entry["hash"] = previous;
            chain.Add((JsonNode)entry);
        }
        return new JsonObject { ["format"] = Format, ["entries"] = chain, ["head"] = previous };
    }

    /// <summary>What is wrong with a file, each fault with the entry it is in; none where the chain is whole.</summary>
    public static IReadOnlyList<string> Faults(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object || Text(file, "format") != Format)
            return [$"this is no file of the form {Format}"];
        var faults = new List<string>();
        faults.AddRange(Strange(file, FileMembers).Select(name => $"the member '{name}' is covered by no hash"));
        if (!file.TryGetProperty("entries", out var entries) || entries.ValueKind != JsonValueKind.Array)
            return [.. faults, "'entries' is missing"];
        var previous = Start;
        var expected = 0;
        foreach (var entry in entries.EnumerateArray())
            (expected, previous) = Check(entry, expected, previous, faults);
        if (Text(file, "head") is var head && head != previous)
            faults.Add($"the head is {head ?? "missing"}, and the last entry has the hash {previous}: entries are missing at the end, or the last was changed");
        return faults;
    }

    private static (int Next, string Hash) Check(JsonElement entry, int expected, string previous, List<string> faults)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("number", out var member) || !member.TryGetInt32(out var number))
        {
            faults.Add($"entry {expected}: it has no number");
            return (expected + 1, previous);
        }
        var name = $"entry {number} ({Text(entry, "kind") ?? "of no kind"})";
        if (number > expected)
            faults.Add(number == expected + 1 ? $"entry {expected} is missing" : $"entries {expected} to {number - 1} are missing");
        else if (number < expected)
            faults.Add($"{name}: it stands where entry {expected} should");
        faults.AddRange(Strange(entry, EntryMembers).Select(one => $"{name}: the member '{one}' is covered by no hash"));
        var hash = Text(entry, "hash");
        try
        {
            if (Hash(entry) != hash)
                faults.Add($"{name}: its content was changed: it does not have the hash that it carries");
        }
        catch (FormatException error)
        {
            faults.Add($"{name}: {error.Message}");
        }
        if (number == expected && Text(entry, "previous") != previous)
            faults.Add(number == 0
                ? $"{name}: something stood before it"
                : $"{name}: it does not follow entry {number - 1}: one of the two was changed, or put in the place of another");
        return (number + 1, hash ?? "");
    }

    /// <summary>Of everything in the entry but its own hash.</summary>
    private static string Hash(JsonElement entry)
    {
        var covered = JsonSerializer.SerializeToElement(
            entry.EnumerateObject().Where(member => member.Name != "hash" && EntryMembers.Contains(member.Name))
                .DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(covered))));
    }

    /// <summary>Members that are none of <paramref name="known"/>, or stand a second time.</summary>
    private static List<string> Strange(JsonElement value, string[] known)
    {
        var left = known.ToHashSet(StringComparer.Ordinal);
        return value.EnumerateObject().Select(member => member.Name).Where(name => !left.Remove(name)).ToList();
    }

    private static string? Text(JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
