using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Sources;

/// <summary>
/// For vendors that dial an address and can send no header of ours: a token in the address, good for minutes, for this
/// source and, where it was made for one, for one call. Whoever holds the secret makes it; the secret in a header will do too.
/// </summary>
internal sealed class TokenGuard(string source, SourceOptions options, TimeProvider time) : ISourceGuard
{
    public const string Parameter = "access_token";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Secret!);
    private readonly HeaderGuard _header = new(options.Header ?? HeaderGuard.Usual, options.Secret!);

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        request.Query[Parameter] is [{ } token]
            ? ValueTask.FromResult(Admits(token, "") || (request.Query["callId"] is [{ Length: > 0 } call] && Admits(token, call)))
            : HoldsSecretAsync(request);

    public ValueTask<bool> HoldsSecretAsync(HttpRequest request) => _header.AdmitsAsync(request, default, CancellationToken.None);

    /// <param name="callId">Empty for any call.</param>
    public (string Token, DateTimeOffset ExpiresAt) Make(string callId)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return (Sign(expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), callId), expires);
    }

    private bool Admits(string token, string callId)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot is > 0 and < 20
            && long.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            && expires >= time.GetUtcNow().ToUnixTimeSeconds()
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Sign(token[..dot], callId)));
    }

    private string Sign(string expires, string callId) =>
        $"{expires}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{source}\n{expires}\n{callId}")))}";
}
