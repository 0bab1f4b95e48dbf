using System.Net;

namespace CivilLine.Cli.Streaming;

internal static class Refusals
{
    public static string Explain(HttpStatusCode status, Uri server) => status switch
    {
        HttpStatusCode.Unauthorized =>
            $"{server} does not know this key (401). Give a source's key with --key or CIVILLINE_KEY.",
        HttpStatusCode.Forbidden =>
            $"{server} does not let this key bring events (403).",
        HttpStatusCode.NotFound =>
            $"{server} has no such endpoint (404). Is it a CivilLine server?",
        _ => $"{server} refused ({(int)status}).",
    };
}
