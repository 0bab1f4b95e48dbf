namespace CivilLine.Browser.Tests.Hosting;

/// <summary>One server and one browser for all tests of a class collection; each test brings calls and people of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public Chromium Chromium { get; } = new();

    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Chromium.InitializeAsync();
        Server = await ServerProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Chromium.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class OneServer : ICollectionFixture<ServerFixture>
{
    public const string Name = "server";
}
