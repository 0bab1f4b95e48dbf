namespace CivilLine.Security.OpenId;

/// <summary>Why somebody did not come in, as <c>/sign-in?refused=…</c> says it; the page has the words.</summary>
internal sealed class OpenIdRefusal(string code) : Exception(code)
{
    /// <summary>The provider's answer did not hold: its signature, issuer, audience, time, or it was not ours to begin with.</summary>
    public const string Failed = "failed";

    /// <summary>They, or the provider, said no.</summary>
    public const string Denied = "denied";
    public const string Unreachable = "unreachable";
    public const string NotConfigured = "unconfigured";
    public const string NoRole = "no-role";
    public const string Unknown = "unknown";
    public const string Disabled = "disabled";
    public const string NoAgent = "no-agent";

    public string Code => Message;

    public static string Page(string code) => $"{SignInEndpoints.Path}?refused={code}";
}
