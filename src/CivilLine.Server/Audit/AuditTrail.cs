using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Claims;
using CivilLine.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Audit;

/// <summary>
/// Records requests and hubs' methods as they are answered, who was refused included. Whoever reads the same again within a minute is
/// recorded once: a page that reloads what it shows is one look.
/// </summary>
internal sealed class AuditTrail(AuditLog log, TimeProvider time) : IHubFilter
{
    private static readonly long Minute = TimeSpan.FromMinutes(1).Ticks;
    private static readonly string[] Queries = ["callId", "team", "agentId", "format"];
    private const int MostLooks = 10_000;
    private const int MostLength = 200;

    /// <summary>What reads, but is asked for in a body, since what is asked for stands in no address.</summary>
    private static readonly FrozenSet<string> Looks = FrozenSet.ToFrozenSet(
        ["POST /api/v1/calls/search", "POST /api/v1/review/calls/search", "POST /api/v1/review/calls/{callId}/matches"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, long> _looks = new(StringComparer.Ordinal);

    public static bool IsLook(string what) => what.StartsWith("GET ", StringComparison.Ordinal) || Looks.Contains(what);

    /// <summary>After it is known who asks, and before it is decided whether they may.</summary>
    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (AuditRules.Find(context) is not { } what)
        {
            await next(context);
            return;
        }
        var trail = context.RequestServices.GetRequiredService<AuditTrail>();
        if (trail.IsFailing && !await trail.ResumeAsync())
        {
            await RefuseAsync(context, "Who does and sees what cannot be recorded just now, so this is not done; the server's log says why.");
            return;
        }
        var response = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new RecordedBody(response.Stream, () => trail.RecordAsync(context, what));
        var recorded = new StreamResponseBodyFeature(body, response);
        context.Features.Set<IHttpResponseBodyFeature>(recorded);
        try
        {
            await next(context);
            await body.RecordAsync();
            // Not the feature itself: that would begin an answer without a body before its length is known to be 0.
            await recorded.Writer.CompleteAsync();
        }
        catch (NotRecordedException)
        {
            context.Features.Set(response);
            context.Response.Clear();
            await RefuseAsync(
                context, "Who does and sees what cannot be recorded just now, so nothing is shown; what was to be done may be. The server's log says why.");
        }
        finally
        {
            context.Features.Set(response);
        }
    }

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = "10";
        return Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "not-recorded", why);
    }

    private bool IsFailing => log.IsFailing;

    private Task<bool> ResumeAsync() => log.TryResumeAsync();

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var arguments = invocation.HubMethod.GetParameters().Zip(invocation.HubMethodArguments)
            .Where(one => one is { First.Name: "callId" or "agentId", Second: string })
            .ToDictionary(one => one.First.Name!, one => Short((string)one.Second!));
        var what = $"HUB {invocation.Hub.GetType().Name} {invocation.HubMethodName}";
        // Going on with what is shown already, and looking away, show nothing new.
        if (invocation.HubMethodName is "CatchUp" or "Unwatch" or "Breaks")
            return await next(invocation);
        try
        {
            var answer = await next(invocation);
            await RecordAsync(invocation.Context.User, what, arguments, StatusCodes.Status200OK);
            return answer;
        }
        catch (NotRecordedException)
        {
            // It may be in the call's audience by now.
            invocation.Context.Abort();
            throw;
        }
        catch (HubException)
        {
            await RecordAsync(invocation.Context.User, what, arguments, StatusCodes.Status404NotFound);
            throw;
        }
    }

    /// <summary>It shows nothing yet, so nobody is kept from signing in to find out why it cannot be recorded.</summary>
    public async Task SignedInAsync(ClaimsPrincipal who, string with)
    {
        try
        {
            await RecordAsync(who, "signedIn", new Dictionary<string, string> { ["with"] = with }, null);
        }
        catch (NotRecordedException)
        {
            // The log has said it.
        }
    }

    private Task RecordAsync(ClaimsPrincipal? who, string what, IReadOnlyDictionary<string, string> of, int? status) =>
        Entry(who, what, of, status) is { } entry ? log.RecordAsync(entry) : Task.CompletedTask;

    /// <summary>Of what a request is whose address does not say it.</summary>
    public static void About(HttpContext context, string name, string? value)
    {
        if (value is not null)
            context.Request.RouteValues.TryAdd(name, value);
    }

    private Task RecordAsync(HttpContext context, string what)
    {
        var of = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Request.RouteValues)
            if (value is string text)
                of[name] = Short(text);
        foreach (var name in Queries)
            if (context.Request.Query[name] is [{ Length: > 0 } text])
                of.TryAdd(name, Short(text));
        if (Entry(context.User, what, of, context.Response.StatusCode) is not { } entry
            || (IsLook(what) && !IsFirstLook(entry)))
            return Task.CompletedTask;
        return log.RecordAsync(entry);
    }

    /// <returns>Null of nobody: what is refused without a name says nothing of anybody, and would let anybody fill the disk.</returns>
    private static AuditEntry? Entry(ClaimsPrincipal? who, string what, IReadOnlyDictionary<string, string> of, int? status)
    {
        if (who?.Identity is not { IsAuthenticated: true })
            return null;
        var key = who.FindFirst(AccessClaims.KeyId) ?? who.FindFirst(AccessClaims.BannerKeyId) ?? who.FindFirst(AccessClaims.ScoreKeyId);
        var how = key is not null ? "key" : who.Identity.AuthenticationType == Schemes.Cookie ? "cookie" : "token";
        return new AuditEntry(
            key?.Value ?? who.FindFirstValue(AccessClaims.PersonId), who.FindFirstValue(AccessClaims.Name), who.FindFirstValue(AccessClaims.Role)?.ToLowerInvariant(),
            how, what, of, status);
    }

    private bool IsFirstLook(AuditEntry entry)
    {
        var now = time.GetUtcNow().UtcTicks / Minute;
        var look = $"{entry.ById}\n{entry.How}\n{entry.What}\n{entry.Status}\n{string.Join('\n', entry.Of.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}";
        if (_looks.TryGetValue(look, out var minute) && minute == now)
            return false;
        if (_looks.Count >= MostLooks)
            _looks.Clear();
        _looks[look] = now;
        return true;
    }

    private static string Short(string text) => text.Length <= MostLength ? text : text[..MostLength];
}
