namespace CivilLine.Sources;

/// <summary>The ways in which a source proves itself, by the name that the configuration gives.</summary>
internal static class SourceGuards
{
    private static readonly SortedDictionary<string, Func<SourceOptions, ISourceGuard>> All = new(StringComparer.Ordinal)
    {
        ["header"] = source => new HeaderGuard(source.Header ?? HeaderGuard.Usual, source.Secret!),
    };

    /// <summary>Formats whose vendor signs in a way of its own.</summary>
    private static readonly Dictionary<string, string> OfFormat = [];

    public static ISourceGuard Open(SourceOptions source) => All[NameOf(source)](source);

    public static IEnumerable<string> Wrong(SourceOptions source)
    {
        if (!All.ContainsKey(NameOf(source)))
            yield return $"Authentication is '{source.Authentication}': one of {string.Join(", ", All.Keys)}.";
        if ((source.Secret?.Length ?? 0) < SourceOptionsCheck.LeastSecret)
            yield return $"Secret must have {SourceOptionsCheck.LeastSecret} characters or more: whoever knows it can put words into calls.";
    }

    private static string NameOf(SourceOptions source) =>
        source.Authentication ?? OfFormat.GetValueOrDefault(source.Format, "header");
}

/// <summary>Says whether a delivery is the vendor's.</summary>
internal interface ISourceGuard
{
    /// <param name="body">The whole body; some vendors sign it.</param>
    bool Admits(HttpRequest request, ReadOnlyMemory<byte> body);
}
