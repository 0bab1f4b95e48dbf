namespace CivilLine.Sources;

/// <summary>The ways in which a source proves itself, by the name that the configuration gives.</summary>
internal static class SourceGuards
{
    private static readonly SortedDictionary<string, SourceProof> All = new(StringComparer.Ordinal)
    {
        ["audiohook"] = new((_, source, time) => new AudioHookGuard(source, time), AudioHookGuard.Wrong),
        ["basic"] = new((_, source, _) => new BasicGuard(source.User!, source.Secret!), WithUser),
        ["deepgram-extra"] = new((_, source, _) => new ExtraGuard(source.Secret!), WithSecret),
        ["header"] = new((_, source, _) => new HeaderGuard(source.Header ?? UsualHeader(source), source.Secret!), WithSecret),
        ["none"] = new((_, _, _) => new ClosedGuard(), WithFetching),
        ["openid"] = new(
            (_, source, time) => new OpenIdGuard(OpenIdIssuer.Of(source)!, source.Audience!, source.Email, time), WithIssuer),
        ["telnyx"] = new((_, source, time) => new TelnyxGuard(source.PublicKey!, time), TelnyxGuard.Wrong),
        ["token"] = new((name, source, time) => new TokenGuard(name, source, time), WithSecret),
        ["twilio"] = new((_, source, _) => new TwilioGuard(source.Secret!, source.PublicUrl), WithAddress),
    };

    /// <summary>Formats whose vendor signs in a way of its own.</summary>
    private static readonly Dictionary<string, string> OfFormat = new(StringComparer.Ordinal)
    {
        ["genesys-audiohook"] = "audiohook",
        ["google-agent-assist"] = "openid",
        ["twilio"] = "twilio",
    };

    /// <summary>Formats whose vendor has a header of its own.</summary>
    private static readonly Dictionary<string, string> HeaderOfFormat = new(StringComparer.Ordinal)
    {
        ["amazon-call-analytics"] = HeaderGuard.Firehose,
        ["amazon-contact-lens"] = HeaderGuard.Firehose,
    };

    public static ISourceGuard Open(string name, SourceOptions source, TimeProvider time) => All[NameOf(source)].Open(name, source, time);

    public static IEnumerable<string> Wrong(SourceOptions source) => All.TryGetValue(NameOf(source), out var proof)
        ? proof.Wrong(source)
        : [$"Authentication is '{source.Authentication}': one of {string.Join(", ", All.Keys)}."];

    private static IEnumerable<string> WithFetching(SourceOptions source)
    {
        if (!source.IsFetched)
            yield return "Authentication is 'none', which is for sources that have Connect or Kafka: nobody could deliver.";
    }

    private static IEnumerable<string> WithSecret(SourceOptions source)
    {
        if ((source.Secret?.Length ?? 0) < SourceOptionsCheck.LeastSecret)
            yield return $"Secret must have {SourceOptionsCheck.LeastSecret} characters or more: whoever knows it can put words into calls.";
    }

    private static IEnumerable<string> WithUser(SourceOptions source) => string.IsNullOrEmpty(source.User) || source.User.Contains(':')
        ? WithSecret(source).Append("User is missing, or has a colon: the name that goes before the password, which is Secret.")
        : WithSecret(source);

    private static IEnumerable<string> WithAddress(SourceOptions source) =>
        source.PublicUrl is { } url && !IsWeb(url)
            ? WithSecret(source).Append($"PublicUrl is '{url}': the start of the address that the vendor calls, such as https://calls.example.com.")
            : WithSecret(source);

    private static IEnumerable<string> WithIssuer(SourceOptions source)
    {
        if (string.IsNullOrEmpty(source.Audience))
            yield return "Audience is missing: without it any token of the issuer's would do, also one made for somebody else.";
        if (OpenIdIssuer.Of(source) is not { } issuer)
            yield return "Issuer and KeysUrl are missing: who makes the tokens, and where its public keys are listed.";
        else if (!IsWeb(issuer.KeysUrl) || (!issuer.KeysUrl.StartsWith("https:", StringComparison.Ordinal) && !new Uri(issuer.KeysUrl).IsLoopback))
            yield return $"KeysUrl is '{issuer.KeysUrl}': an https address.";
        if (source.Email is null && OpenIdIssuer.Of(source) is { ServesAnybody: true })
            yield return "Email is missing: the account that pushes; anybody can have a token of this issuer's for any audience.";
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static string UsualHeader(SourceOptions source) => HeaderOfFormat.GetValueOrDefault(source.Format, HeaderGuard.Usual);

    private static string NameOf(SourceOptions source) =>
        source.Authentication ?? (source.IsFetched ? "none" : null) ?? OfFormat.GetValueOrDefault(source.Format, "header");
}

/// <summary>A way of proof: how its guard is made, and what of the configuration it needs and does not find.</summary>
internal sealed record SourceProof(
    Func<string, SourceOptions, TimeProvider, ISourceGuard> Open, Func<SourceOptions, IEnumerable<string>> Wrong);

/// <summary>Says whether a delivery is the vendor's.</summary>
internal interface ISourceGuard
{
    /// <param name="body">The whole body as it came; some vendors sign it.</param>
    ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
