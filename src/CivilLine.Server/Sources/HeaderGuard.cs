using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Sources;

/// <summary>A secret in a header, as it stands or after <c>Bearer</c>; compared in constant time.</summary>
internal sealed class HeaderGuard(string header, string secret) : ISourceGuard
{
    public const string Usual = "Authorization";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var given = request.Headers[header].ToString();
        if (given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            given = given["Bearer ".Length..];
        return ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _secret));
    }
}
