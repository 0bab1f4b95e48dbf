using System.Threading.RateLimiting;
using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Perspective;

/// <summary>
/// Who may ask, and how often. Perspective's clients put their key into the address, where it ends up in logs: only a key
/// that can do nothing else is taken from there.
/// </summary>
internal sealed class PerspectiveKeys(Roster roster, KeyUse use, IOptions<PerspectiveOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PerSecond,
            TokensPerPeriod = options.Value.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <returns>Why the request is not answered; null where it is.</returns>
    public Refusal? Refuse(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
            return Limit(context.User.Identity.Name ?? "");
        var secret = context.Request.Query["key"].FirstOrDefault() ?? context.Request.Headers["X-Goog-Api-Key"].FirstOrDefault();
        if (string.IsNullOrEmpty(secret))
            return Refusal.NoKey;
        if (roster.FindKey(secret) is not { Kind: KeyKind.Perspective } key)
            return Refusal.WrongKey;
        use.Note(key.Id);
        return Limit(key.Id);
    }

    public void Dispose() => _limiter.Dispose();

    private Refusal? Limit(string who)
    {
        using var lease = _limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null : Refusal.TooFast;
    }
}
