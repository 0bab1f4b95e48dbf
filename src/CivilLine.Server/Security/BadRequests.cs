using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace CivilLine.Security;

/// <summary>A body that cannot be read is answered with what is wrong and where, never with an empty 400.</summary>
internal sealed class BadRequests : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return false;
        var detail = bad.InnerException switch
        {
            // The path of what is no JSON at all may go by names that are none of ours, and hold anything.
            JsonException { InnerException: JsonException } json =>
                $"The body is not JSON; it goes wrong at byte {json.BytePositionInLine ?? 0} of line {(json.LineNumber ?? 0) + 1}.",
            JsonException json => $"The body is not the JSON that is expected, at {json.Path ?? "$"} (line {json.LineNumber + 1}).",
            _ => bad.Message,
        };
        await Problems.WriteAsync(httpContext, bad.StatusCode, "malformed", detail);
        return true;
    }
}
