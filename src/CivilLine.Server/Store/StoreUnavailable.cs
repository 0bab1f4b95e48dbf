using System.Globalization;
using CivilLine.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace CivilLine.Store;

/// <summary>
/// What cannot be read or written just now is answered with 503 and when to try again, not as if the server were broken.
/// Why not is in the readiness check, for an administrator.
/// </summary>
internal sealed partial class StoreUnavailable(ILogger<StoreUnavailable> log) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StoreFaults.Of(exception) is null)
            return false;
        Log.Unavailable(log, exception);
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(
            httpContext, StatusCodes.Status503ServiceUnavailable, "store",
            "The server cannot read or write its database just now, and did nothing; try it again later.");
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(2007, LogLevel.Warning, "A request could not be served for the store.")]
        public static partial void Unavailable(ILogger logger, Exception exception);
    }
}
