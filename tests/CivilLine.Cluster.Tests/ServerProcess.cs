using CivilLine.Shared;

namespace CivilLine.Cluster.Tests;

/// <summary>The server that was built beside these tests, on a data folder that outlives it.</summary>
internal static class ServerProcess
{
    public const string AdminKey = "clk_test_administrator_0123456789";

    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "CivilLine.Server.dll");

    public static Task<BuiltServer> StartAsync(string data, params string[] arguments) =>
        BuiltServer.StartAsync(new(Assembly, data, AdminKey, arguments), TestContext.Current.CancellationToken);

    /// <summary>Runs a server that is expected to refuse to start.</summary>
    public static Task<(int ExitCode, string Error)> RunAsync(string data, params string[] arguments) =>
        BuiltServer.RunAsync(new(Assembly, data, AdminKey, arguments), TestContext.Current.CancellationToken);
}
