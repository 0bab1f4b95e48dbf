using System.Globalization;

namespace CivilLine.Sources;

/// <summary>
/// The header <c>Signature-Input</c> of an HTTP message signature, with one signature in it:
/// <c>sig1=("@authority" …);keyid="…";nonce="…";created=1;expires=2</c>.
/// </summary>
/// <param name="Parameters">All after the label, as it came: it is signed too.</param>
internal sealed record SignatureInput(
    string Label, IReadOnlyList<string> Components, string Parameters, string KeyId, string Nonce, string? Algorithm,
    DateTimeOffset Created, DateTimeOffset Expires)
{
    private const int Longest = 4096;

    /// <returns>Null where it is none, or does not say from when and until when it is good.</returns>
    public static SignatureInput? Read(string header)
    {
        var equals = header.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || header.Length > Longest || equals + 1 >= header.Length || header[equals + 1] != '(')
            return null;
        var close = header.IndexOf(')', equals);
        if (close < 0 || Names(header.AsSpan(equals + 2, close - equals - 2)) is not { } names)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = header.AsSpan(close + 1);
        while (!rest.IsEmpty)
            if (!TryTake(ref rest, values))
                return null;
        return Time(values, "created") is { } created && Time(values, "expires") is { } expires
            ? new SignatureInput(
                header[..equals], names, header[(equals + 1)..], values.GetValueOrDefault("keyid", ""),
                values.GetValueOrDefault("nonce", ""), values.GetValueOrDefault("alg"), created, expires)
            : null;
    }

    private static List<string>? Names(ReadOnlySpan<char> list)
    {
        var names = new List<string>();
        foreach (var part in list.Split(' '))
        {
            var name = list[part];
            if (name.IsEmpty)
                continue;
            if (name.Length < 3 || name[0] != '"' || name[^1] != '"' || names.Contains(name[1..^1].ToString()))
                return null;
            names.Add(name[1..^1].ToString());
        }
        return names;
    }

    /// <summary>The next <c>;name="value"</c> or <c>;name=number</c>.</summary>
    private static bool TryTake(ref ReadOnlySpan<char> rest, Dictionary<string, string> values)
    {
        var equals = rest.IndexOf('=');
        if (rest[0] != ';' || equals < 2 || equals + 1 >= rest.Length)
            return false;
        var name = rest[1..equals].Trim().ToString();
        rest = rest[(equals + 1)..];
        var isQuoted = rest[0] == '"';
        if (isQuoted)
            rest = rest[1..];
        var end = rest.IndexOf(isQuoted ? '"' : ';');
        if (end < 0 && isQuoted)
            return false;
        var value = end < 0 ? rest : rest[..end];
        // One signature alone: a comma would begin another.
        if (value.Contains('\\') || (!isQuoted && value.Contains(',')) || !values.TryAdd(name, value.ToString()))
            return false;
        rest = end < 0 ? default : rest[(isQuoted ? end + 1 : end)..];
        return true;
    }

    private static DateTimeOffset? Time(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
