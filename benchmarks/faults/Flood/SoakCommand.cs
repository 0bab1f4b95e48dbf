using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Flood;

/// <summary><c>soak</c>: half capacity, for long.</summary>
internal static class SoakCommand
{
    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long.", DefaultValueFactory = _ => 30 };

    public static Command Create() => Experiment.Create(
        "soak",
        "Half of what the server can take for half an hour: memory, handles and latency must stay as they are.",
        [Server, Minutes],
        (parsed, cancel) => new SoakRun(
            parsed.GetValue(Server)!, TimeSpan.FromMinutes(parsed.GetValue(Minutes)), parsed.InvocationConfiguration.Error).RunAsync(cancel));
}
