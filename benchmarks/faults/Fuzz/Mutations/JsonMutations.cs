using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>Changes that know where values begin and end, also within a string that holds JSON, as it is or in base64.</summary>
internal static class JsonMutations
{
    private const int Deepest = 3;

    /// <returns>Null where the input is no JSON.</returns>
    public static byte[]? TryOf(byte[] json, Random random, Nasty nasty, int depth)
    {
        if (JsonSpans.Of(json) is not { } spans)
            return null;
        var one = spans[random.Next(spans.Count)];
        if (one.Type == JsonTokenType.String && depth < Deepest && Inside(json, one, random, nasty, depth) is { } inside)
            return Put(json, one.ValueStart, one.End, inside);
        var other = spans[random.Next(spans.Count)];
        return random.Next(10) switch
        {
            0 => Drop(json, one),
            1 => Twice(json, one, random.Next(4) == 0 ? random.Next(2, 200) : 1),
            2 => Put(json, one.ValueStart, one.End, json[other.ValueStart..other.End]),
            3 => Put(json, one.ValueStart, one.End, [(byte)'[', .. json[one.ValueStart..one.End], (byte)']']),
            4 when one.IsMember => Rename(json, one, nasty.Text()),
            5 or 6 when one.Type == JsonTokenType.String => Put(json, one.ValueStart + 1, one.End - 1, nasty.Into(json[(one.ValueStart + 1)..(one.End - 1)])),
            5 or 6 when one.Type == JsonTokenType.Number => Put(json, one.ValueStart, one.End, Near(json[one.ValueStart..one.End], random)),
            _ => Put(json, one.ValueStart, one.End, nasty.Json()),
        };
    }

    private static byte[]? Inside(byte[] json, JsonSpan one, Random random, Nasty nasty, int depth)
    {
        if (random.Next(4) == 0)
            return null;
        string text;
        try
        {
            text = JsonSerializer.Deserialize<string>(json.AsSpan(one.ValueStart, one.End - one.ValueStart)) ?? "";
        }
        catch (JsonException)
        {
            return null;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        if (text.StartsWith('{') && TryOf(bytes, random, nasty, depth + 1) is { } changed)
            return [(byte)'"', .. Nasty.Quoted(Encoding.UTF8.GetString(changed)), (byte)'"'];
        if (text.Length < 8 || !Base64.IsValid(text) || TryOf(Convert.FromBase64String(text), random, nasty, depth + 1) is not { } unpacked)
            return null;
        return Encoding.UTF8.GetBytes($"\"{Convert.ToBase64String(unpacked)}\"");
    }

    private static byte[] Drop(byte[] json, JsonSpan one)
    {
        var (start, end) = (one.Start, one.End);
        if (end < json.Length && json[end] == ',')
            end++;
        else if (start > 0 && json[start - 1] == ',')
            start--;
        return Put(json, start, end, []);
    }

    private static byte[] Twice(byte[] json, JsonSpan one, int times)
    {
        byte[] again = [(byte)',', .. json[one.Start..one.End]];
        return Put(json, one.End, one.End, [.. Enumerable.Repeat(again, times).SelectMany(part => part)]);
    }

    private static byte[] Rename(byte[] json, JsonSpan one, string name) =>
        Put(json, one.Start, one.ValueStart, [(byte)'"', .. Nasty.Quoted(name), (byte)'"', (byte)':']);

    private static byte[] Near(byte[] number, Random random) => random.Next(5) switch
    {
        0 => [(byte)'-', .. number],
        1 => [.. number, (byte)'0', (byte)'0', (byte)'0'],
        2 => [.. number, .. "e9"u8],
        3 => [.. number, .. ".5"u8],
        _ => [.. number[..^1], (byte)('0' + random.Next(10))],
    };

    private static byte[] Put(byte[] json, int start, int end, byte[] value) => [.. json[..start], .. value, .. json[end..]];
}
