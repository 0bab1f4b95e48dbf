using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Security;

/// <summary>Keeps the <see cref="Roster"/> as the store has it; the first start adds the first administrator.</summary>
internal sealed class RosterStore(IDbContextFactory<MonitorDbContext> contexts, Roster roster, TimeProvider time)
    : IHostedService
{
    public const string FirstAdministrator = "administrator";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (!await db.People.AnyAsync(person => person.Id == FirstAdministrator, cancellationToken))
            {
                db.People.Add(new Person
                {
                    Id = FirstAdministrator,
                    Name = "Administrator",
                    Role = Role.Administrator,
                    CreatedAt = time.GetUtcNow(),
                });
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        await ReloadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        roster.Swap(RosterSnapshot.Of(
            await db.Teams.AsNoTracking().ToListAsync(cancellationToken),
            await db.People.AsNoTracking().ToListAsync(cancellationToken),
            await db.ApiKeys.AsNoTracking().ToListAsync(cancellationToken)));
    }
}
