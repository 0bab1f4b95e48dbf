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
    private readonly PartitionedRateLimiter<string> _analyses = Limiter(options.Value.PerSecond, TimeSpan.FromSeconds(1));
    private readonly PartitionedRateLimiter<string> _suggestions =
        Limiter(options.Value.SuggestionsPerMinute, TimeSpan.FromMinutes(1));

    /// <returns>Why the request is not answered; null where it is.</returns>
    public Refusal? Refuse(HttpContext context)
    {
        if (Access.MayScore(context.User))
            return Limit(_analyses, context.User.Identity?.Name ?? "", Refusal.TooFast);
        return Find(context, out var key) ?? Limit(_analyses, key!.Id, Refusal.TooFast);
    }

    /// <summary>Only a client's own key files suggestions: people say what they think on the review page.</summary>
    /// <param name="key">Whose suggestion it is; not null where null is returned.</param>
    public Refusal? RefuseSuggestion(HttpContext context, out ApiKey? key) =>
        Find(context, out key) ?? Limit(_suggestions, key!.Id, Refusal.TooManySuggestions);

    public void Dispose()
    {
        _analyses.Dispose();
        _suggestions.Dispose();
    }

    private Refusal? Find(HttpContext context, out ApiKey? key)
    {
        key = context.User.FindFirst(AccessClaims.ScoreKeyId) is { } own ? roster.FindKeyById(own.Value) : null;
        if (key is not null)
            return null;
        var secret = context.Request.Query["key"].FirstOrDefault() ?? context.Request.Headers["X-Goog-Api-Key"].FirstOrDefault();
        if (string.IsNullOrEmpty(secret))
            return Refusal.NoKey;
        if (roster.FindKey(secret) is not { Kind: KeyKind.Perspective } found)
            return Refusal.WrongKey;
        use.Note(found.Id);
        key = found;
        return null;
    }

    private static Refusal? Limit(PartitionedRateLimiter<string> limiter, string who, Refusal refusal)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null : refusal;
    }

    private static PartitionedRateLimiter<string> Limiter(int most, TimeSpan period) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = most,
            ReplenishmentPeriod = period,
            QueueLimit = 0,
        }));
}
