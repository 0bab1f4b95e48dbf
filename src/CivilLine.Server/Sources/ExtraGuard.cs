using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>
/// Deepgram's extra metadata: <c>extra=callback_secret:…</c> in what is asked of it comes back in every result as
/// <c>metadata.extra.callback_secret</c>. (Its <c>dg-token</c> header is no proof: Deepgram withdrew it in October 2026.)
/// <see href="https://developers.deepgram.com/docs/callback"/>
/// </summary>
internal sealed class ExtraGuard(string secret) : ISourceGuard
{
    private const string Member = "callback_secret";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Said(document.RootElement) ?? ""), _secret));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a character where the secret should be.
            return ValueTask.FromResult(false);
        }
    }

    private static string? Said(JsonElement root)
    {
        var holder = Under(root, "metadata") ?? root;
        return Under(holder, "extra") is { } extra && Under(extra, Member) is { ValueKind: JsonValueKind.String } secret
            ? secret.GetString() : null;
    }

    private static JsonElement? Under(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
