using Microsoft.Extensions.Options;

namespace CivilLine.Security;

/// <summary>Which other sites may carry an agent's banner.</summary>
internal sealed class BannerOptions
{
    public const string Section = "Security:Banner";

    /// <summary>Origins as browsers send them, such as <c>https://desk.example.org</c>; none where the banner stays on its own page.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];
}

internal sealed class BannerOptionsCheck : IValidateOptions<BannerOptions>
{
    public ValidateOptionsResult Validate(string? name, BannerOptions options)
    {
        var wrong = options.Origins.Where(origin => !IsOrigin(origin)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(origin =>
                $"{BannerOptions.Section}:Origins has '{origin}'; an origin is http or https, a host and perhaps a port, and nothing after it."));
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal);
}
