using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CivilLine.Faults.Fuzz;

/// <summary>What an input came to: all that was answered, and the first thing that must not be.</summary>
internal sealed class Verdict(byte[] input)
{
    private readonly IncrementalHash _said = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly bool _hasCanary = input.AsSpan().IndexOf(Encoding.UTF8.GetBytes(FuzzTarget.Canary)) >= 0;

    /// <summary>Null while nothing is wrong.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Of everything that was answered.</summary>
    public string Hash() => Convert.ToHexStringLower(_said.GetHashAndReset());

    public void Wrong(string kind, string detail) => Fault ??= new Fault(kind, detail);

    public void Holds(bool rule, string kind, string detail)
    {
        if (!rule)
            Wrong(kind, detail);
    }

    public void Said(string? text)
    {
        _said.AppendData(Encoding.UTF8.GetBytes(text ?? "\u0001"));
        _said.AppendData([0]);
    }

    public void Said(ReadOnlySpan<byte> bytes)
    {
        _said.AppendData(bytes);
        _said.AppendData([0]);
    }

    /// <summary>Something that whoever sent the input, and the log, is told; it may repeat no words.</summary>
    public void Refused(string? text, int longest = 1000)
    {
        Said(text);
        if (text is null)
            return;
        if (_hasCanary && text.Contains(FuzzTarget.Canary, StringComparison.OrdinalIgnoreCase))
            Wrong("a refusal repeats what was said", text);
        if (text.Length > longest)
            Wrong("a refusal without end", $"{text.Length} characters: {text[..100]}…");
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
            Wrong("a control character in a refusal", text[..Math.Min(text.Length, 200)]);
    }

    public JsonDocument? Json(ReadOnlyMemory<byte> json, string what)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            Wrong($"{what} is not JSON", $"{exception.Message}: {Encoding.UTF8.GetString(json.Span[..Math.Min(200, json.Length)])}");
            return null;
        }
    }
}

/// <param name="Kind">The same for the same mistake, whatever the input that shows it.</param>
internal sealed record Fault(string Kind, string Detail);
