using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CivilLine.Store;

/// <summary>Lets <c>dotnet ef migrations add</c> read the model without starting a server.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<MonitorDbContext>
{
    public MonitorDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MonitorDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
