using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Security;

/// <summary>A link that signs one person in, once.</summary>
internal sealed record SignInUrl(string Url, DateTimeOffset ExpiresAt);

/// <summary>Makes sign-in links and burns them. Only a token's hash is kept.</summary>
internal sealed class SignInLinks(IDbContextFactory<MonitorDbContext> contexts, Roster roster, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <param name="origin">Scheme and authority of the address that the person will open.</param>
    public async Task<SignInUrl> MakeAsync(string personId, string origin, CancellationToken cancellationToken)
    {
        var token = Secret.New(Secret.LinkPrefix);
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.SignInLinks.Where(link => link.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        db.SignInLinks.Add(new SignInLink
        {
            TokenHash = Secret.Hash(token), PersonId = personId, ExpiresAt = now + Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new SignInUrl($"{origin}{SignInEndpoints.Path}?token={token}", now + Lifetime);
    }

    /// <summary>Whom the token signs in; null where it is unknown, used, expired, or the person is disabled.</summary>
    public async Task<Person?> BurnAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(token);
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One statement decides, so that two who press at once do not both come in.
        var burnt = await db.SignInLinks
            .Where(link => link.TokenHash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken);
        if (burnt != 1)
            return null;
        var personId = await db.SignInLinks.Where(link => link.TokenHash == hash)
            .Select(link => link.PersonId).SingleAsync(cancellationToken);
        return roster.FindPerson(personId);
    }
}
