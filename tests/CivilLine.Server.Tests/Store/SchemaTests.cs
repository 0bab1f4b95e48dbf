using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Server.Tests.Store;

public sealed class SchemaTests
{
    [Fact]
    public void The_migrations_have_all_of_the_model()
    {
        using var context = new DesignTimeContext().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "Run: dotnet ef migrations add <Name> in src/CivilLine.Server");
    }
}
