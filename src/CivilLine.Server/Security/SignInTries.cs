using System.Net;
using System.Threading.RateLimiting;

namespace CivilLine.Security;

/// <summary>
/// How often one address may try to sign in. Not ASP.NET's middleware: nobody disposes of its limiter, and the timer
/// inside it keeps the whole server in memory after it was stopped, as tests do by the hundred.
/// </summary>
internal sealed class SignInTries : IDisposable
{
    // A whole floor signs in from one address when its shift starts; a link has 256 bits and is not guessed at any rate.
    private const int TriesPerMinute = 60;

    /// <summary>Marks an endpoint whose tries are counted.</summary>
    public static readonly object Counted = new Mark();

    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Before the body is read.</summary>
    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null
            && !context.RequestServices.GetRequiredService<SignInTries>().Take(context.Connection.RemoteIpAddress))
        {
            context.Response.Headers.RetryAfter = "60";
            await Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, "busy", "Too many tries: wait a minute.");
            return;
        }
        await next(context);
    }

    public void Dispose() => _tries.Dispose();

    private bool Take(IPAddress? from)
    {
        using var lease = _tries.AttemptAcquire(from?.ToString() ?? "");
        return lease.IsAcquired;
    }

    private sealed class Mark;
}
