using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Sources;

/// <summary>A user's name and password (RFC 7617), which many vendors take from the address: <c>https://user:password@…</c>.</summary>
internal sealed class BasicGuard(string user, string password) : ISourceGuard
{
    private const string Scheme = "Basic ";

    private readonly byte[] _expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var given = request.Headers.Authorization.ToString();
        return ValueTask.FromResult(
            given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[Scheme.Length..].Trim()), _expected));
    }
}
