using System.CommandLine;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Flood;

/// <summary><c>overload</c>: ten times what the server can take.</summary>
internal static class OverloadCommand
{
    private static readonly Option<double> Times = new("--times") { Description = "How many times the capacity.", DefaultValueFactory = _ => 10 };

    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };

    private static readonly Option<int> Calm = new("--calm") { Description = "Seconds at half capacity before.", DefaultValueFactory = _ => 20 };

    public static Command Create() => Experiment.Create(
        "overload",
        "Offers ten times what the server can take for a minute: what it accepts, how late, its memory, and when all is as before.",
        [Server, Times, Seconds, Calm],
        (parsed, cancel) => new OverloadRun(
            new OverloadPlan(
                parsed.GetValue(Server)!, parsed.GetValue(Times), TimeSpan.FromSeconds(parsed.GetValue(Calm)), TimeSpan.FromSeconds(parsed.GetValue(Seconds))),
            parsed.InvocationConfiguration.Error).RunAsync(cancel));
}
