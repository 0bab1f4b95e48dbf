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

    public static string ExplainSource(HttpStatusCode status, SourceTarget target) => status switch
    {
        HttpStatusCode.Unauthorized =>
            $"{target.Server} does not take this for a message of the source '{target.Source}' (401). Give the source's secret with --key or CIVILLINE_KEY, and --header or --user where its Authentication asks for it.",
        HttpStatusCode.NotFound =>
            $"{target.Server} has no source '{target.Source}' (404). It is configured as Sources:{target.Source}:Format=…",
        _ => $"{target.Server} refused the source '{target.Source}' ({(int)status}).",
    };
}
