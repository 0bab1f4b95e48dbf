namespace CivilLine.Sources;

/// <summary>The ways in which a source proves itself, by the name that the configuration gives.</summary>
internal static class SourceGuards
{
    private static readonly SortedDictionary<string, SourceProof> All = new(StringComparer.Ordinal)
    {
        ["basic"] = new((_, source, _) => new BasicGuard(source.User!, source.Secret!), WithUser),
        ["header"] = new((_, source, _) => new HeaderGuard(source.Header ?? UsualHeader(source), source.Secret!), WithSecret),
        ["token"] = new((name, source, time) => new TokenGuard(name, source, time), WithSecret),
    };

    /// <summary>Formats whose vendor signs in a way of its own.</summary>
    private static readonly Dictionary<string, string> OfFormat = [];

    /// <summary>Formats whose vendor has a header of its own.</summary>
    private static readonly Dictionary<string, string> HeaderOfFormat = [];

    public static ISourceGuard Open(string name, SourceOptions source, TimeProvider time) => All[NameOf(source)].Open(name, source, time);

    public static IEnumerable<string> Wrong(SourceOptions source) => All.TryGetValue(NameOf(source), out var proof)
        ? proof.Wrong(source)
        : [$"Authentication is '{source.Authentication}': one of {string.Join(", ", All.Keys)}."];

    private static IEnumerable<string> WithSecret(SourceOptions source)
    {
        if ((source.Secret?.Length ?? 0) < SourceOptionsCheck.LeastSecret)
            yield return $"Secret must have {SourceOptionsCheck.LeastSecret} characters or more: whoever knows it can put words into calls.";
    }

    private static IEnumerable<string> WithUser(SourceOptions source) => string.IsNullOrEmpty(source.User) || source.User.Contains(':')
        ? WithSecret(source).Append("User is missing, or has a colon: the name that goes before the password, which is Secret.")
        : WithSecret(source);

    private static string UsualHeader(SourceOptions source) => HeaderOfFormat.GetValueOrDefault(source.Format, HeaderGuard.Usual);

    private static string NameOf(SourceOptions source) =>
        source.Authentication ?? OfFormat.GetValueOrDefault(source.Format, "header");
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
