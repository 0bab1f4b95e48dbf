using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CivilLine.Store;

internal static class StoreExtensions
{
    /// <summary>Call before anything that reads the store when it starts: hosted services start in order.</summary>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(_ => DataFolder.From(builder.Configuration));
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddPooledDbContextFactory<MonitorDbContext>((provider, options) =>
            options.UseSqlite(StoreDatabase.Connect(provider.GetRequiredService<DataFolder>()))
                .AddInterceptors(SecureDelete.Instance, new DamageNotice(provider.GetRequiredService<StoreCondition>())));
        services.TryAddScoped(provider =>
            provider.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContext());
        services.AddSingleton<StoreUpgrade>();
        services.AddSingleton<StoreDatabase>();
        services.AddSingleton<StoreCondition>();
        services.AddExceptionHandler<StoreUnavailable>();
        services.AddSingleton<CommittedUnits>();
        services.AddSingleton<CallStore>();
        services.AddSingleton<StoreWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreWriter>());
        return builder;
    }
}
