using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Disk;

/// <summary><c>disk</c>: what can happen to a disk, one thing after the other.</summary>
internal static class DiskCommand
{
    public static Command Create() => Experiment.Create(
        "disk",
        "Fills the disk, makes it read-only, lets it fail, slows it down, locks the database and spoils its log, each under load; then takes the cause away and waits.",
        [Server],
        (parsed, cancel) => new DiskRun(parsed.GetValue(Server)!, parsed.InvocationConfiguration.Error).RunAsync(cancel));
}
