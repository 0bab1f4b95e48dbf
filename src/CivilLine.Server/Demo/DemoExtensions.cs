using CivilLine.Hosting;

namespace CivilLine.Demo;

internal static class DemoExtensions
{
    private const string WhatToSee = """

          Sample calls are now played into this server's own way in. What you see is what the model says:
            0:03  wall, Ewa Nowak: "i'm going to kill …" alarms, and is withdrawn by "… this subscription";
                  then a real threat in two pieces turns critical
            0:20  {0}/agent?agent=a-7  Sam Reid meets contempt without a bad word, says the
                  sentence on the banner, and the ladder moves without a click
            0:45  wall, Chloe Grant asks for help: answer, and see it on {0}/agent?agent=a-9
            0:50  {0}/review  Ruth Adeyemi's call is over: play it as it happened
            all along  wall, Dan Price: a furious, fair complaint runs for minutes and raises nothing
        """;

    public static bool IsDemo(this IConfiguration configuration) => configuration.GetValue<bool>("demo");

    /// <summary>Call before anything asks for the data folder.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.IsDemo())
            return builder;
        var temporary = DemoFolder.Prepare(builder.Configuration);
        builder.Services.AddSingleton(_ => DemoScript.Load(Path.Combine(AppContext.BaseDirectory, "models", "corpora")));
        builder.Services.AddSingleton<DemoPeople>();
        builder.Services.AddSingleton(new GreetingNote(WhatToSee));
        builder.Services.AddHostedService<DemoPlayer>();
        if (temporary is not null)
            builder.Services.AddSingleton(new TemporaryFolder(temporary));
        return builder;
    }

    public static WebApplication UseDemo(this WebApplication app)
    {
        if (app.Services.GetService<TemporaryFolder>() is { } folder)
            app.Lifetime.ApplicationStopped.Register(() => DemoFolder.Delete(folder.Path));
        return app;
    }

    private sealed record TemporaryFolder(string Path);
}
