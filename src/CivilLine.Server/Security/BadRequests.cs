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
        var detail = bad.InnerException is JsonException json
            ? $"The body is not the JSON that is expected, at {json.Path ?? "$"} (line {json.LineNumber + 1})."
            : bad.Message;
        await Problems.WriteAsync(httpContext, bad.StatusCode, "malformed", detail);
        return true;
    }
}
