namespace CivilLine.Faults.Access;

/// <summary><c>access</c>: everybody at every endpoint and every hub method, as the tests try it, counted.</summary>
internal static class AccessCommand
{
    public static System.CommandLine.Command Create() => Experiment.Create(
        "access",
        "Knocks as everybody at every endpoint and every hub method of a server, and holds the answers against the table of who may come in.",
        [],
        (_, cancel) => AccessRun.RunAsync(cancel));
}
