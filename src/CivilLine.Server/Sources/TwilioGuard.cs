using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace CivilLine.Sources;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 by the account's auth token over the address that Twilio called and the form's
/// members; of a JSON body the address alone, which then holds the body's hash. The signature holds no time: what is sent
/// again is a duplicate, and changes nothing.
/// <see href="https://www.twilio.com/docs/usage/security#validating-requests"/>
/// </summary>
/// <param name="publicUrl">What stood before our path in the address that Twilio called; null for what the request says.</param>
internal sealed class TwilioGuard(string token, string? publicUrl) : ISourceGuard
{
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256";

    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);
    private readonly string? _publicUrl = publicUrl?.TrimEnd('/');

    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } signature])
            return ValueTask.FromResult(false);
        IReadOnlyList<KeyValuePair<string, string>> form = [];
        if (request.Query[BodyHash] is [{ } hash])
        {
            if (!Same(hash.ToLowerInvariant(), Convert.ToHexStringLower(SHA256.HashData(body.Span))))
                return ValueTask.FromResult(false);
        }
        else if (request.HasFormContentType || body.Length > 0)
            form = FormMembers.Of(body.Span);
        var url = Before(request) + PathOf(request);
        var admits = false;
        foreach (var called in WithAndWithoutPort(url))
            admits |= Same(signature, Sign(called, form));
        return ValueTask.FromResult(admits);
    }

    internal string Sign(string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        // A name that stands several times is signed once with each value that it has.
        foreach (var (name, value) in form.Distinct().OrderBy(member => member.Key, StringComparer.Ordinal).ThenBy(member => member.Value, StringComparer.Ordinal))
            signed.Append(name).Append(value);
#pragma warning disable CA5350 // Twilio's choice; as a keyed hash SHA-1 still stands.
        return Convert.ToBase64String(HMACSHA1.HashData(_token, Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    // Behind a proxy that Security:Proxies names, scheme and host are what the proxy was called by.
    private string Before(HttpRequest request) => _publicUrl ?? $"{request.Scheme}://{request.Host}";

    // As it was sent: to decode and encode it again would not give the same characters.
    private static string PathOf(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] and var target
            ? target
            : request.Path + request.QueryString.ToString();

    // Twilio signs some addresses with the port that goes without saying, and some without.
    private static IEnumerable<string> WithAndWithoutPort(string url)
    {
        yield return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsDefaultPort)
            yield break;
        var host = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var path = url.IndexOf('/', host);
        var authority = url[host..path];
        yield return authority.EndsWith($":{uri.Port}", StringComparison.Ordinal)
            ? url.Remove(path - $":{uri.Port}".Length, $":{uri.Port}".Length)
            : url.Insert(path, $":{uri.Port}");
    }

    private static bool Same(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));
}
