using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Sources;

/// <summary>A secret in a header, as it stands or after <c>Bearer</c>; compared in constant time.</summary>
internal sealed class HeaderGuard(string header, string secret) : ISourceGuard
{
    public const string Usual = "Authorization";

    /// <summary>The access key of Firehose, which keeps it as it was given; other ways of AWS bring it in <see cref="Usual"/>.</summary>
    public const string Firehose = "X-Amz-Firehose-Access-Key";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var given = request.Headers[header].ToString();
        if (given.Length == 0 && header == Firehose)
            given = request.Headers[Usual].ToString();
        if (given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            given = given["Bearer ".Length..];
        return ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _secret));
    }
}
