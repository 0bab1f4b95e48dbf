using System.CommandLine;
using CivilLine.Shared;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Backups;

/// <summary><c>backups</c>: backs a server up while calls are played into it, and starts another on each backup.</summary>
internal static class BackupsCommand
{
    private static readonly Option<string> Cli = new("--cli")
    {
        Description = "The command-line program's assembly.",
        DefaultValueFactory = _ => Path.Combine(Repository.Root, "src", "CivilLine.Cli", "bin", Repository.Configuration, "net10.0", "civilline.dll"),
    };

    private static readonly Option<int> Rounds = new("--rounds") { Description = "How many backups.", DefaultValueFactory = _ => 5 };

    private static readonly Option<int> Calls = new("--calls") { Description = "Calls at a time.", DefaultValueFactory = _ => 24 };

    public static Command Create() => Experiment.Create(
        "backups",
        "Backs a server up while calls are played into it, restores each backup into a folder of its own, starts a server there, and compares it with what had been acknowledged when the backup began.",
        [Server, Cli, Rounds, Calls],
        RunAsync);

    private static Task<Report> RunAsync(ParseResult parsed, CancellationToken cancel) => new BackupRun(
        parsed.GetValue(Server)!, parsed.GetValue(Cli)!, parsed.GetValue(Rounds), parsed.GetValue(Calls), parsed.InvocationConfiguration.Error).RunAsync(cancel);
}
