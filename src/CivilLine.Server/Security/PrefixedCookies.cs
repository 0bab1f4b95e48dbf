using Microsoft.AspNetCore.Authentication.Cookies;

namespace CivilLine.Security;

/// <summary>
/// Under TLS a cookie's name begins with <c>__Host-</c>: browsers then take it from this very host alone, over TLS, for all of
/// it, so that neither a neighbouring site nor a page in the clear can plant one of its own.
/// </summary>
internal sealed class PrefixedCookies : ICookieManager
{
    private readonly ChunkingCookieManager _plain = new();

    public static string Of(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    public string? GetRequestCookie(HttpContext context, string key) => _plain.GetRequestCookie(context, Of(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _plain.AppendResponseCookie(context, Of(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _plain.DeleteCookie(context, Of(context, key), options);
}
