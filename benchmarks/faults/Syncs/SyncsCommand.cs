using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Syncs;

/// <summary><c>syncs</c>: what an acknowledgement is worth, by the system calls before it.</summary>
internal static class SyncsCommand
{
    private static readonly Option<int> Events = new("--events") { Description = "Under each setting.", DefaultValueFactory = _ => 300 };

    public static Command Create() => Experiment.Create(
        "syncs",
        "Reads in the system's calls (strace) that the log was synced before each acknowledgement, and measures acknowledgements under Store:Synchronous=Full and Normal side by side.",
        [Server, Events],
        (parsed, cancel) => new SyncsRun(parsed.GetValue(Server)!, parsed.GetValue(Events), parsed.InvocationConfiguration.Error).RunAsync(cancel));
}
