using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Stop;

/// <summary><c>stop</c>: SIGTERM under load; nothing acknowledged is lost, pages are told, and it is over soon.</summary>
internal static class StopCommand
{
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often.", DefaultValueFactory = _ => 5 };

    private static readonly Option<int> Calls = new("--calls") { Description = "Calls at a time.", DefaultValueFactory = _ => 20 };

    public static Command Create() => Experiment.Create(
        "stop",
        "Stops the server gracefully (SIGTERM) under load, and looks for what was acknowledged in a new one on the same folder.",
        [Server, Rounds, Calls],
        (parsed, cancel) => new StopRun(parsed.GetValue(Server)!, parsed.GetValue(Rounds), parsed.GetValue(Calls)).RunAsync(cancel));
}
