using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Flood;

/// <summary><c>misbehaviour</c>: one client does what it should not, and another goes on meanwhile.</summary>
internal static class MisbehaviourCommand
{
    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long each turn is.", DefaultValueFactory = _ => 6 };

    public static Command Create() => Experiment.Create(
        "misbehaviour",
        "One client after the other does what it should not; a polite source and a page must not notice.",
        [Server, Seconds],
        (parsed, cancel) => new MisbehaviourRun(
            parsed.GetValue(Server)!, TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.InvocationConfiguration.Error).RunAsync(cancel));
}
