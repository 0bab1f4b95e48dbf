using System.Security.Claims;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Security.OpenId;

/// <summary>Who a provider's claims are here: matched or made, with the role and teams that the claims give.</summary>
internal sealed class OpenIdPeople(
    IDbContextFactory<MonitorDbContext> contexts, Roster roster, RosterStore store, IOptions<OpenIdOptions> options, TimeProvider time)
    : IDisposable
{
    // The widest first: of several claimed roles it is the one that holds.
    private static readonly Role[] Widest = [Role.Administrator, Role.Supervisor, Role.Qa, Role.Operator, Role.Agent];

    // Two windows that sign the same new person in at once must make one person.
    private readonly SemaphoreSlim _one = new(1);
    private readonly OpenIdOptions _options = options.Value;

    /// <exception cref="OpenIdRefusal">They do not come in, and why.</exception>
    public async Task<Person> AdmitAsync(ClaimsPrincipal claims, CancellationToken cancellationToken)
    {
        var subject = claims.FindFirstValue(_options.SubjectClaim);
        // An address that nobody has verified is one that its holder chose.
        if (string.IsNullOrEmpty(subject) || (_options.SubjectClaim == "email" && claims.FindFirstValue("email_verified") == "false"))
            throw new OpenIdRefusal(OpenIdRefusal.Unknown);
        var role = RoleOf(claims);
        if (_options.Roles.Count > 0 && role is null)
            throw new OpenIdRefusal(OpenIdRefusal.NoRole);
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var person = await db.People.SingleOrDefaultAsync(one => one.Subject == subject, cancellationToken) ?? Make(db, subject, claims);
            if (person.DisabledAt is not null)
                throw new OpenIdRefusal(OpenIdRefusal.Disabled);
            Update(person, role, claims);
            if (db.ChangeTracker.HasChanges())
            {
                await db.SaveChangesAsync(cancellationToken);
                await store.ReloadAsync(cancellationToken);
            }
            return roster.FindPerson(person.Id) ?? throw new OpenIdRefusal(OpenIdRefusal.Disabled);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Person Make(MonitorDbContext db, string subject, ClaimsPrincipal claims)
    {
        if (_options.People != OpenIdPeopleRule.Create)
            throw new OpenIdRefusal(OpenIdRefusal.Unknown);
        var name = new string([.. (claims.FindFirstValue(_options.NameClaim) ?? "").Where(letter => !char.IsControl(letter)).Take(100)]);
        var person = new Person
        {
            Id = Secret.NewId("p_"), Name = string.IsNullOrWhiteSpace(name) ? "Unnamed" : name, Subject = subject, CreatedAt = time.GetUtcNow(),
        };
        db.People.Add(person);
        return person;
    }

    private void Update(Person person, Role? role, ClaimsPrincipal claims)
    {
        person.Role = role ?? person.Role;
        if (_options.Teams.Count > 0)
        {
            var given = claims.FindAll(_options.TeamClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
            person.Teams =
            [
                .. _options.Teams.Where(one => given.Contains(one.Claim)).Select(one => one.Team).Where(roster.Now.Teams.ContainsKey).Distinct(),
            ];
        }
        if (_options.AgentClaim is { } agentClaim && person.Role == Role.Agent)
            person.AgentId = claims.FindFirstValue(agentClaim);
        if (person.Role == Role.Agent && (person.AgentId is null || AdminRules.RefuseAgent(person.AgentId) is not null || IsTaken(person)))
            throw new OpenIdRefusal(OpenIdRefusal.NoAgent);
    }

    private bool IsTaken(Person person) =>
        roster.Now.People.Values.Any(other => other.Id != person.Id && other.AgentId == person.AgentId);

    private Role? RoleOf(ClaimsPrincipal claims)
    {
        var given = claims.FindAll(_options.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var roles = _options.Roles.Where(one => given.Contains(one.Claim)).Select(one => one.Role).ToHashSet();
        return Widest.Cast<Role?>().FirstOrDefault(roles.Contains);
    }
}
