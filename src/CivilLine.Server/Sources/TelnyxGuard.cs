using System.Globalization;
using NSec.Cryptography;

namespace CivilLine.Sources;

/// <summary>
/// The signature of Telnyx' webhooks: Ed25519 (RFC 8032) over the timestamp, a bar and the body as it came. It is good for
/// five minutes. Not for one delivery alone: Telnyx repeats what was not answered, and the same again is a duplicate.
/// <see href="https://developers.telnyx.com/docs/development/api-fundamentals/webhooks/receiving-webhooks"/>
/// </summary>
internal sealed class TelnyxGuard(string publicKey, TimeProvider time) : ISourceGuard
{
    public const string Signature = "telnyx-signature-ed25519";
    public const string Timestamp = "telnyx-timestamp";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.Ed25519;

    private readonly PublicKey _key = Read(publicKey)!;

    public static IEnumerable<string> Wrong(SourceOptions source)
    {
        if (Read(source.PublicKey ?? "") is null)
            yield return $"PublicKey must be the account's public key as Telnyx shows it: base64 of {Algorithm.PublicKeySize} bytes.";
    }

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var at = request.Headers[Timestamp].ToString();
        return ValueTask.FromResult(
            IsTimely(at) && Bytes(request.Headers[Signature].ToString(), Algorithm.SignatureSize) is { } signature
            && Algorithm.Verify(_key, [.. System.Text.Encoding.ASCII.GetBytes(at + "|"), .. body.Span], signature));
    }

    private bool IsTimely(string at) =>
        long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Lifetime.TotalSeconds;

    private static PublicKey? Read(string key) =>
        Bytes(key, Algorithm.PublicKeySize) is { } bytes && NSec.Cryptography.PublicKey.TryImport(Algorithm, bytes, KeyBlobFormat.RawPublicKey, out var read)
            ? read
            : null;

    private static byte[]? Bytes(string base64, int length)
    {
        var bytes = new byte[length];
        return base64.Length == (length + 2) / 3 * 4 && Convert.TryFromBase64String(base64, bytes, out var written) && written == length ? bytes : null;
    }
}
