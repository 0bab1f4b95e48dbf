using System.Text.Json;

namespace CivilLine.Sources.Mapping;

internal enum StringEncoding
{
    Json,
    Base64,
}

/// <summary>A string in a message that holds JSON, into which paths go on.</summary>
internal sealed record OpenedString(MemberPath Path, StringEncoding Encoding);

/// <summary>Opens the strings of one delivery, each once, and keeps what they held until it is read.</summary>
internal sealed class StringOpener : IDisposable
{
    /// <summary>So that a delivery of many little strings takes no more time than one of many little messages.</summary>
    private const int Most = 10_000;

    private readonly List<JsonDocument> _documents = [];
    private readonly Dictionary<OpenedString, JsonElement> _known = [];
    private int _count;

    /// <returns>What the string holds; nothing where it is no string, or holds no JSON.</returns>
    public JsonElement Open(JsonElement element, OpenedString? opens)
    {
        if (opens is null)
            return element;
        // A path that may lead to several places may stand at another one each time.
        if (!opens.Path.IsMany && _known.TryGetValue(opens, out var known))
            return known;
        var held = element.ValueKind == JsonValueKind.String && _count++ < Most ? Parse(element, opens.Encoding) : default;
        if (!opens.Path.IsMany)
            _known[opens] = held;
        return held;
    }

    /// <summary>The next message of the same delivery has strings of its own at the same places.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        foreach (var document in _documents)
            document.Dispose();
        _documents.Clear();
        _known.Clear();
        _count = 0;
    }

    private JsonElement Parse(JsonElement element, StringEncoding encoding)
    {
        byte[]? bytes = null;
        if (encoding == StringEncoding.Base64)
            element.TryGetBytesFromBase64(out bytes);
        else
            bytes = System.Text.Encoding.UTF8.GetBytes(element.GetString()!);
        if (bytes is null || JsonMembers.TryParse(bytes, out _) is not { } document)
            return default;
        _documents.Add(document);
        return document.RootElement;
    }
}
