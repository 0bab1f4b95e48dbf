using CivilLine.Server.Tests.Hosting;

[assembly: AssemblyFixture(typeof(ServerFixture))]

namespace CivilLine.Server.Tests.Hosting;

/// <summary>One server for all tests that need no settings of their own; each uses call ids that nobody else does.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private TestServer? _server;

    internal TestServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync("Calls:TickMs=50");

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
