using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CivilLine.Pages;

/// <summary>Serves the built pages from <c>web/</c> beside the binary. They hold no data: what they show, they ask for.</summary>
internal static class PageEndpoints
{
    private static readonly (string Route, string File)[] Pages =
    [
        ("/", "index.html"),
        ("/agent", "agent.html"),
        ("/review", "review.html"),
        ("/review/{callId}", "review.html"),
        ("/care", "care.html"),
        ("/admin", "admin.html"),
        ("/operator", "operator.html"),
        ("/sign-in", "sign-in.html"),
    ];

    /// <summary>
    /// Open to all, before anything asks who somebody is. Assets carry a hash of their content in their names, so
    /// a year is safe. Only they are here: a page needs the security headers that come later.
    /// </summary>
    public static IApplicationBuilder UsePageAssets(this IApplicationBuilder app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".js"] = "text/javascript; charset=utf-8";
        types.Mappings[".css"] = "text/css; charset=utf-8";
        return app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new PhysicalFileProvider(Path.Combine(Root(), "assets")),
            ContentTypeProvider = types,
            OnPrepareResponse = context =>
            {
                context.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                context.Context.Response.Headers.XContentTypeOptions = "nosniff";
            },
        });
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var root = Root();
        foreach (var (route, file) in Pages)
        {
            var path = Path.Combine(root, file);
            routes.MapGet(route, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return File(path, "text/html; charset=utf-8");
            }).AllowAnonymous().ExcludeFromDescription();
        }

        // Scripts of other sites' pages: one name for ever, so it is asked for again, and any origin may load it.
        routes.MapGet("/banner.js", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return File(Path.Combine(root, "banner.js"), "text/javascript; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static IResult File(string path, string type)
    {
        var changed = System.IO.File.GetLastWriteTimeUtc(path);
        return Results.File(path, type, lastModified: changed, entityTag: new EntityTagHeaderValue($"\"{changed.Ticks:x}\""));
    }

    private static string Root()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "web");
        return System.IO.File.Exists(Path.Combine(root, "index.html"))
            ? root
            : throw new InvalidOperationException(
                $"The pages are missing: there is no {Path.Combine(root, "index.html")}. Build or publish CivilLine.Server, which builds them.");
    }
}
