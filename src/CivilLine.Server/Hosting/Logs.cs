using Microsoft.Extensions.Logging.Console;

namespace CivilLine.Hosting;

internal static class Logs
{
    /// <summary>What the frameworks say is kept to what somebody must act on; ours are told by their own levels.</summary>
    public static ILoggingBuilder AddQuiet(this ILoggingBuilder logging)
    {
        logging.AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
        // Unless the settings name another, such as json.
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.FormatterName ??= PlainConsole.FormatterName);
        return logging.AddFilters();
    }

    private static ILoggingBuilder AddFilters(this ILoggingBuilder logging) => logging
        // Request lines carry sign-in tokens and call ids, so this is no matter of taste.
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        // Named in full as well: a longer name in the settings would win over the shorter one here.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
        .AddFilter("Orleans", LogLevel.Warning)
        // They advise on garbage collection, and take a machine that slept for a deadlock.
        .AddFilter("Orleans.Runtime.Silo", LogLevel.Error)
        .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
        .AddFilter("Polly", LogLevel.Warning)
        // It warns that the key of the cookies lies in a file; the folder is the owner's alone.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddFilter("CivilLine.Security.BearerHandler", LogLevel.Warning);
}
