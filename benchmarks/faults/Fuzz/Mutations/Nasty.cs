using System.Text;

namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>What has brought parsers down before.</summary>
internal sealed class Nasty(Random random, IReadOnlyList<string> words)
{
    private static readonly string[] Texts =
    [
        "", " ", "\t", "\r\n", "\0", "\u0001", "\u001b[31m", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u0130", "\u0149", "\u01f0", "\u1e9e", "ß", "ﬃ",
        "\u0301\u0302\u0303", "e\u0301", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffd", "\uffff", "\ufdfa",
        "😀", "👨‍👩‍👧", "𝔘𝔫𝔦", "\U0010ffff", "＜script＞", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE calls;--", "${jndi:ldap://x}", "../../etc/passwd",
        "%00", "%zz", "%", "&", "=", "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", "null", "true", "NaN", "Infinity", "-0", "1e309", "0x10",
        "2026-11-20T10:15:30Z", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "24:00:00", "PT1S", "PT99999999999999S", "P1Y", "-PT1S",
        "4111 1111 1111 1111", "four one one one one one one one", "double double double", "a@b.c", "name at example dot com", "GB29 NWBK 6016 1331 9268 19", "QQ 12 34 56 C",
        "f***", "****", "[profanity]", "a.b.c.d", "aaaaaaaaaaaaaaaaaaaa", "٠١٢٣٤٥٦٧٨٩", "१२३",
        FuzzTarget.Canary, FuzzTarget.Canary + " is what the caller said",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "0.5", "1e1", "1E+2", "1e-400", "1e309", "-1e309", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483648",
        "4294967296", "9007199254740993", "86400000", "86400001", "253402300800", "999999999999999999999999999999", "0.1e-1",
    ];

    private static readonly string[] Bits = ["{}", "[]", "{\"\":0}", "[[]]", "[null]", "{\"a\":{\"a\":{}}}", "\"\\ud83d\"", "\"\\ude00\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\u202e\"", "null", "true", "false"];

    public string Text() => random.Next(12) switch
    {
        0 when words.Count > 0 => words[random.Next(words.Count)],
        1 when words.Count > 0 => words[random.Next(words.Count)],
        2 => new string((char)random.Next(0x20, 0x2000), 1),
        3 => Long(),
        4 => Texts[random.Next(Texts.Length)] + Texts[random.Next(Texts.Length)],
        5 => Numbers[random.Next(Numbers.Length)],
        6 => FuzzTarget.Canary + " " + Texts[random.Next(Texts.Length)],
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>A JSON value, or what nearly is one.</summary>
    public byte[] Json() => Encoding.UTF8.GetBytes(random.Next(9) switch
    {
        0 or 1 => Numbers[random.Next(Numbers.Length)],
        2 or 3 => Bits[random.Next(Bits.Length)],
        4 => Deep(),
        5 => $"[{string.Join(',', Enumerable.Repeat(Bits[random.Next(Bits.Length)], random.Next(2, 2000)))}]",
        6 => $"\"{Encoding.UTF8.GetString(Quoted(Long()))}\"",
        _ => $"\"{Encoding.UTF8.GetString(Quoted(Text()))}\"",
    });

    public byte[] Into(byte[] input)
    {
        var at = random.Next(input.Length + 1);
        var end = random.Next(3) == 0 ? Math.Min(input.Length, at + random.Next(12)) : at;
        return [.. input[..at], .. Encoding.UTF8.GetBytes(Text()), .. input[end..]];
    }

    /// <summary>As the inside of a JSON string.</summary>
    public static byte[] Quoted(string text) => System.Text.Json.JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    private string Deep()
    {
        var depth = random.Next(4) switch { 0 => 5_000, 1 => 70, _ => random.Next(2, 40) };
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "0" + new string('}', depth);
    }

    private string Long()
    {
        var piece = Texts[random.Next(Texts.Length)];
        piece = piece.Length == 0 ? "a" : piece;
        var length = random.Next(4) switch { 0 => 129, 1 => 8_200, 2 => 1_100, _ => 20_000 };
        return string.Concat(Enumerable.Repeat(piece, length / piece.Length));
    }
}
