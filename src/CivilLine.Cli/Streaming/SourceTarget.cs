using System.Net.Http.Headers;
using System.Text;

namespace CivilLine.Cli.Streaming;

/// <summary>A source of a server, as a vendor would reach it.</summary>
/// <param name="Query">What the address says of the call; empty for nothing.</param>
/// <param name="Secret">What the source asks for as proof; null for none.</param>
/// <param name="Header">The header that carries it; null for <c>Authorization</c>.</param>
/// <param name="User">The name before the secret, where the source asks for a name and a password.</param>
/// <param name="SignedAs">The address before the path that the vendor would call and sign, with the secret for its key; null for no signature.</param>
internal sealed record SourceTarget(Uri Server, string Source, string Query, string? Secret, string? Header, string? User, Uri? SignedAs = null)
{
    public Uri Deliveries => Address("", Query);

    public Uri Socket => new UriBuilder(Address("/stream", Query.Length == 0 ? "answers=true" : Query + "&answers=true"))
    {
        Scheme = Server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
    }.Uri;

    /// <summary>Name and value of the header that proves it; null for none.</summary>
    public (string Name, string Value)? Proof => (Secret, User) switch
    {
        (null, _) => null,
        (_, { } user) => ("Authorization", new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Secret}"))).ToString()),
        _ => Header is null ? ("Authorization", $"Bearer {Secret}") : (Header, Secret),
    };

    /// <summary>The header that proves a delivery: the same for all of them, or the signature of this one; null for none.</summary>
    public (string Name, string Value)? ProofOf(RawMessage message) => SignedAs is { } address && Secret is not null
        ? (TwilioSignature.Header, TwilioSignature.Of(Secret, new Uri(address, Deliveries.PathAndQuery), message.Text))
        : Proof;

    private Uri Address(string end, string query) =>
        new UriBuilder(new Uri(Server, $"/api/v1/sources/{Uri.EscapeDataString(Source)}{end}")) { Query = query }.Uri;
}
