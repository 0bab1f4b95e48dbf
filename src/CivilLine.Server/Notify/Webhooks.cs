using System.Collections.Concurrent;
using System.Security.Cryptography;
using CivilLine.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Notify;

/// <summary>The webhooks that are sent to, with their secrets open; in memory alone.</summary>
internal sealed class Webhooks(IDbContextFactory<MonitorDbContext> contexts, IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CivilLine.Webhooks.v1");
    private ConcurrentDictionary<string, WebhookTarget> _targets = new(StringComparer.Ordinal);

    /// <summary>After a change: workers come and go.</summary>
    public event Action? Changed;

    public IReadOnlyCollection<string> Ids => [.. _targets.Keys];

    public WebhookTarget? Target(string id) => _targets.GetValueOrDefault(id);

    public string Seal(string secret) => _protector.Protect(secret);

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var targets = new ConcurrentDictionary<string, WebhookTarget>(StringComparer.Ordinal);
        foreach (var row in await db.Webhooks.Where(one => one.DisabledAt == null).ToListAsync(cancellationToken))
        {
            if (Open(row.Secret) is { } key)
                targets[row.Id] = new WebhookTarget(
                    new Uri(row.Url), key, row.FormerSecret is null ? null : Open(row.FormerSecret), row.FormerSecretUntil);
            else
                (row.DisabledAt, row.DisabledReason) = (time.GetUtcNow(), "its secret cannot be read: the keys of this data folder are not those it was sealed with; rotate it");
        }

        await db.SaveChangesAsync(cancellationToken);
        _targets = targets;
        Changed?.Invoke();
    }

    public async Task DisableAsync(string id, string reason, CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var row = await db.Webhooks.SingleAsync(one => one.Id == id, cancellationToken);
            (row.DisabledAt, row.DisabledReason) = (time.GetUtcNow(), reason);
            await db.SaveChangesAsync(cancellationToken);
        }

        await ReloadAsync(cancellationToken);
    }

    private byte[]? Open(string isSealed)
    {
        try
        {
            return WebhookSecret.TryRead(_protector.Unprotect(isSealed), out var key) ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
