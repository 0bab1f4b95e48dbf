using CivilLine.Store;

namespace CivilLine.Policies;

internal static class PoliciesExtensions
{
    /// <summary>Call after <c>AddStore</c>, which says where the data folder is.</summary>
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PolicyOptions>().BindConfiguration(PolicyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => PolicyFile.From(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<PolicyHistory>();
        services.AddSingleton<PolicyAudit>();
        services.AddSingleton<PolicyStore>();
        // Whoever asks gets the one in force at that moment, and must not keep it.
        services.AddTransient(provider => provider.GetRequiredService<PolicyStore>().Book.Centre);
        services.AddHostedService<PolicyWatcher>();
        services.AddHealthChecks().AddCheck<PolicyCheck>("policy");
        return builder;
    }

    public static WebApplication MapPolicies(this WebApplication app)
    {
        // A policy that cannot be followed is said before anything starts, in words alone.
        app.Services.GetRequiredService<PolicyStore>();
        app.MapPolicyEndpoints();
        return app;
    }
}
