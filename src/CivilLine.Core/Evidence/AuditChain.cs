using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Evidence;

/// <summary>The last entry of a chain: what is written down elsewhere, so that a chain that was cut short is known by it.</summary>
/// <param name="Number">Of the entry, from 0; -1 of an empty chain.</param>
public sealed record AuditHead(long Number, string Hash)
{
    public static readonly AuditHead Empty = new(-1, new string('0', 64));

    /// <summary>As <see cref="ToString"/> writes it.</summary>
    public static AuditHead? Parse(string text) =>
        text.Trim().Split(' ') is [var number, { Length: 64 } hash]
            && long.TryParse(number, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? new AuditHead(n, hash)
            : null;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number} {Hash}");
}

/// <summary>
/// Lines of which each is an object in RFC 8785 form with <c>number</c>, <c>previous</c> (the hash of the line before) and
/// <c>hash</c>, the SHA-256 of the object without it: none can be changed, left out, put in or moved without breaking what follows.
/// </summary>
public static class AuditChain
{
    /// <summary>The next line, and the head that it makes.</summary>
    public static (string Line, AuditHead Head) Next(AuditHead head, JsonObject data)
    {
        data["number"] = head.Number + 1;
        data["previous"] = head.Hash;
        var hash = Hash(data);
        data["hash"] = hash;
        return (Canonical(data), new AuditHead(head.Number + 1, hash));
    }

    /// <summary>Reads a chain to its end.</summary>
    /// <param name="anchors">Heads that were written down elsewhere: each has to be an entry of the chain.</param>
    public static (AuditHead Head, IReadOnlyList<string> Faults) Check(IEnumerable<string> lines, params ReadOnlySpan<AuditHead> anchors)
    {
        var faults = new List<string>();
        var open = anchors.ToArray().ToList();
        var head = AuditHead.Empty;
        open.RemoveAll(anchor => anchor == AuditHead.Empty);
        foreach (var line in lines)
        {
            head = Check(line, head, faults);
            open.RemoveAll(anchor => anchor == head);
        }
        foreach (var anchor in open)
            faults.Add(anchor.Number > head.Number
                ? $"the chain ends with entry {head.Number}, and entry {anchor.Number} was there: what came after entry {head.Number} was cut off"
                : $"entry {anchor.Number} is another than the one whose hash was written down: the chain was made anew");
        return (head, faults);
    }

    private static AuditHead Check(string line, AuditHead head, List<string> faults)
    {
        var expected = head.Number + 1;
        JsonObject? entry;
        try
        {
            entry = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            entry = null;
        }
        if (entry is null || entry["number"] is not JsonValue numbered || !numbered.TryGetValue<long>(out var number)
            || entry["hash"] is not JsonValue signed || !signed.TryGetValue<string>(out var hash))
        {
            faults.Add($"entry {expected}: it cannot be read");
            return head with { Number = expected };
        }
        if (number != expected)
            faults.Add(number > expected ? $"entry {number}: {number - expected} before it missing" : $"entry {number}: it stands where entry {expected} should");
        else if (entry["previous"]?.ToString() != head.Hash)
            faults.Add($"entry {number}: it does not follow the one before: one of the two was changed");
        entry.Remove("hash");
        if (Hash(entry) != hash)
            faults.Add($"entry {number}: its content was changed");
        entry["hash"] = hash;
        if (Canonical(entry) != line)
            faults.Add($"entry {number}: it is not written as it was");
        return new AuditHead(number, hash);
    }

    private static string Hash(JsonObject entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(entry))));

    private static string Canonical(JsonObject entry) => CanonicalJson.Of(JsonSerializer.SerializeToElement(entry));
}
