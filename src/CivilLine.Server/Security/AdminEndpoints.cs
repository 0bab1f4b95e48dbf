using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Security;

/// <summary>Teams, people, keys and sign-in links, for administrators.</summary>
internal static class AdminEndpoints
{
    private const double OverlapHours = 24;

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/api/v1/admin").RequireAuthorization(Access.Administer).WithTags("Administration")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        admin.MapGet("/teams", ListTeams).WithSummary("Every team");
        admin.MapPost("/teams", AddTeamAsync).WithSummary("Adds a team").Produces<TeamView>(201);
        admin.MapGet("/people", ListPeople).WithSummary("Everybody who may sign in");
        admin.MapPost("/people", AddPersonAsync).WithSummary("Adds a person").Produces<PersonView>(201);
        admin.MapPost("/people/{id}/link", LinkAsync).WithSummary("A one-time sign-in link for one person").Produces<SignInUrl>();
        admin.MapPost("/people/{id}/subject", NameSubjectAsync)
            .WithSummary("How an OpenID provider names this person; null for by links alone").Produces<PersonView>();
        admin.MapPost("/people/{id}/disable", DisableAsync).WithSummary("Shuts a person out").Produces<PersonView>();
        admin.MapGet("/keys", ListKeys).WithSummary("Every source's key, without the key itself");
        admin.MapPost("/keys", AddKeyAsync).WithSummary("Makes a key for a source; shown once").Produces<KeyView>(201);
        admin.MapPost("/keys/{id}/rotate", RotateAsync)
            .WithSummary("A new secret for the same key, shown once; the former stays good beside it for 'overlapHours'").Produces<KeyView>();
        admin.MapPost("/keys/{id}/revoke", RevokeAsync).WithSummary("Shuts a key out").Produces<KeyView>();
        admin.MapPost("/link", (HttpContext context, SignInLinks links, CancellationToken cancellationToken) =>
                links.MakeAsync(RosterStore.FirstAdministrator, Origin(context), cancellationToken))
            .WithSummary("A one-time sign-in link for the administrator");
    }

    private static IEnumerable<TeamView> ListTeams(Roster roster) =>
        roster.Now.Teams.Values.OrderBy(team => team.Name).Select(team => new TeamView(team.Id, team.Name));

    private static async Task<IResult> AddTeamAsync(
        NewTeam team, MonitorDbContext db, Roster roster, RosterStore store, CancellationToken cancellationToken)
    {
        if (AdminRules.Refuse(team) is { } refusal)
            return refusal;
        if (roster.Now.Teams.ContainsKey(team.Id!))
            return Problems.Of(409, "conflict", "There is a team with this 'id' already.", "id");
        db.Teams.Add(new Team { Id = team.Id!, Name = team.Name! });
        await SaveAsync(db, store, cancellationToken);
        return Results.Json(new TeamView(team.Id!, team.Name!), statusCode: 201);
    }

    private static IEnumerable<PersonView> ListPeople(Roster roster) =>
        roster.Now.People.Values.OrderBy(person => person.Name).Select(PersonView.Of);

    private static async Task<IResult> AddPersonAsync(
        NewPerson given,
        MonitorDbContext db,
        Roster roster,
        RosterStore store,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (AdminRules.Refuse(given, roster.Now, out var role) is { } refusal)
            return refusal;
        var person = new Person
        {
            Id = Secret.NewId("p_"),
            Name = given.Name!,
            Role = role,
            AgentId = given.AgentId,
            Teams = [.. given.Teams ?? []],
            Subject = given.Subject,
            CreatedAt = time.GetUtcNow(),
        };
        db.People.Add(person);
        await SaveAsync(db, store, cancellationToken);
        return Results.Json(PersonView.Of(person), statusCode: 201);
    }

    private static async Task<IResult> LinkAsync(
        string id, HttpContext context, Roster roster, SignInLinks links, CancellationToken cancellationToken) =>
        roster.FindPerson(id) is null
            ? NotFound("person")
            : Results.Ok(await links.MakeAsync(id, Origin(context), cancellationToken));

    private static async Task<IResult> NameSubjectAsync(
        string id, NewSubject given, MonitorDbContext db, Roster roster, RosterStore store, CancellationToken cancellationToken)
    {
        if (AdminRules.RefuseSubject(given.Subject, roster.Now, id) is { } refusal)
            return refusal;
        if (await db.People.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } person)
            return NotFound("person");
        person.Subject = given.Subject;
        await SaveAsync(db, store, cancellationToken);
        return Results.Ok(PersonView.Of(person));
    }

    private static async Task<IResult> DisableAsync(
        string id, MonitorDbContext db, RosterStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.People.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } person)
            return NotFound("person");
        if (id == RosterStore.FirstAdministrator)
            return Problems.Of(409, "conflict", "The first administrator stays: nobody could come in without one.", "id");
        person.DisabledAt ??= time.GetUtcNow();
        await SaveAsync(db, store, cancellationToken);
        return Results.Ok(PersonView.Of(person));
    }

    private static IEnumerable<KeyView> ListKeys(Roster roster, KeyUse use)
    {
        var used = use.Snapshot();
        return roster.Now.Keys.Values.OrderBy(key => key.CreatedAt).Select(key =>
            KeyView.Of(key) with
            {
                LastUsedAt = used.TryGetValue(key.Id, out var at) ? at : key.LastUsedAt,
                FormerUsedAt = use.FormerUse(key.Id),
            });
    }

    private static async Task<IResult> AddKeyAsync(
        NewKey given, MonitorDbContext db, Roster roster, RosterStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (AdminRules.Refuse(given, roster.Now, out var kind) is { } refusal)
            return refusal;
        var secret = Secret.New(Secret.KeyPrefix);
        var key = new ApiKey
        {
            Id = Secret.NewId("key_"), Name = given.Name!, Kind = kind, Hash = Secret.Hash(secret), CreatedAt = time.GetUtcNow(),
            Teams = [.. given.Teams ?? []],
        };
        db.ApiKeys.Add(key);
        await SaveAsync(db, store, cancellationToken);
        return Results.Json(KeyView.Of(key, secret), statusCode: 201);
    }

    private static async Task<IResult> RotateAsync(
        string id, KeyRotation? given, MonitorDbContext db, RosterStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (given is not null && AdminRules.Refuse(given) is { } refusal)
            return refusal;
        if (await db.ApiKeys.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } key)
            return NotFound("key");
        if (key.RevokedAt is not null)
            return Problems.Of(409, "conflict", "This key is revoked: make another.", "id");
        var secret = Secret.New(Secret.KeyPrefix);
        (key.FormerHash, key.FormerUntil) = (key.Hash, time.GetUtcNow().AddHours(given?.OverlapHours ?? OverlapHours));
        key.Hash = Secret.Hash(secret);
        await SaveAsync(db, store, cancellationToken);
        return Results.Ok(KeyView.Of(key, secret));
    }

    private static async Task<IResult> RevokeAsync(
        string id, MonitorDbContext db, RosterStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } key)
            return NotFound("key");
        key.RevokedAt ??= time.GetUtcNow();
        await SaveAsync(db, store, cancellationToken);
        return Results.Ok(KeyView.Of(key));
    }

    private static async Task SaveAsync(MonitorDbContext db, RosterStore store, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await store.ReloadAsync(cancellationToken);
    }

    private static IResult NotFound(string what) => Problems.Of(404, "not-found", $"There is no such {what}.", "id");

    private static string Origin(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
