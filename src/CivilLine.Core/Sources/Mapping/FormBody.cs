using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>A form's fields as the members of one JSON object.</summary>
internal static class FormBody
{
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> form)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(64, form.Length));
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            if (field.IsEmpty)
                continue;
            var equals = field.IndexOf((byte)'=');
            var name = equals < 0 ? field : field[..equals];
            json.WriteString(Decoded(name), Decoded(field[Math.Min(field.Length, name.Length + 1)..]));
        }
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static string Decoded(ReadOnlySpan<byte> text) => WebUtility.UrlDecode(Encoding.UTF8.GetString(text));
}
