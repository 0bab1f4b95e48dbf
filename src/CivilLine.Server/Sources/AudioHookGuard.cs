using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace CivilLine.Sources;

/// <summary>
/// The HTTP message signature of Genesys AudioHook: HMAC-SHA256 over what names the session, under the client secret. A
/// signature is good once, and for minutes: its nonce is remembered for as long as it would be good.
/// <see href="https://developer.genesys.cloud/devapps/audiohook/security"/>
/// </summary>
internal sealed class AudioHookGuard(SourceOptions options, TimeProvider time) : ISourceGuard
{
    private const string KeyHeader = "X-API-KEY";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly string[] MustSign =
    [
        "@request-target", "@authority", "audiohook-organization-id", "audiohook-session-id", "audiohook-correlation-id", "x-api-key",
    ];

    private readonly byte[] _secret = Convert.FromBase64String(options.Secret!);
    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.ApiKey!);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Nonce, DateTimeOffset Until)> _forget = new();

    public static IEnumerable<string> Wrong(SourceOptions source)
    {
        if (string.IsNullOrEmpty(source.ApiKey))
            yield return "ApiKey is missing: the API key that Genesys sends as X-API-KEY.";
        var secret = new byte[source.Secret?.Length ?? 0];
        if (!Convert.TryFromBase64String(source.Secret ?? "", secret, out var length) || length < SourceOptionsCheck.LeastSecret)
            yield return $"Secret must be the client secret as Genesys has it: base64 of {SourceOptionsCheck.LeastSecret} bytes or more.";
    }

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Admits(request));

    private bool Admits(HttpRequest request)
    {
        if (SignatureInput.Read(One(request, "Signature-Input") ?? "") is not { } input
            || One(request, "Signature") is not { } signature
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(One(request, KeyHeader) ?? ""), _key)
            || input.KeyId != options.ApiKey || input.Algorithm is not (null or "hmac-sha256")
            || MustSign.Any(name => !input.Components.Contains(name)))
            return false;
        var (begin, end) = ($"{input.Label}=:", ":");
        if (!signature.StartsWith(begin, StringComparison.Ordinal) || !signature.EndsWith(end, StringComparison.Ordinal)
            || signature.Length <= begin.Length || Base(request, input) is not { } signed)
            return false;
        var expected = Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(signed)));
        return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(signature[begin.Length..^1]), Encoding.UTF8.GetBytes(expected))
            && IsTimely(input) && IsFirst(input.Nonce);
    }

    private bool IsTimely(SignatureInput input)
    {
        var now = time.GetUtcNow();
        return input.Created <= now + Skew && now < input.Expires && now < input.Created + Lifetime;
    }

    private bool IsFirst(string nonce)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_forget.TryPeek(out var oldest) && oldest.Until <= now)
                _seen.Remove(_forget.Dequeue().Nonce);
            if (nonce.Length == 0 || !_seen.Add(nonce))
                return false;
            // Its clock may be ahead of ours, so what it signed may be good for a little longer than from now on.
            _forget.Enqueue((nonce, now + Lifetime + Skew));
            return true;
        }
    }

    /// <returns>What is signed; null where a part of it is not in the request.</returns>
    private static string? Base(HttpRequest request, SignatureInput input)
    {
        var lines = new StringBuilder();
        foreach (var name in input.Components)
        {
            var value = name switch
            {
                "@request-target" => request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget,
                "@authority" => request.Host.Value,
                _ => name.StartsWith('@') ? null : One(request, name),
            };
            if (string.IsNullOrEmpty(value))
                return null;
            lines.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }
        return lines.Append("\"@signature-params\": ").Append(input.Parameters).ToString();
    }

    private static string? One(HttpRequest request, string header) =>
        request.Headers[header] is [{ Length: > 0 } value] ? value.Trim() : null;
}
