namespace CivilLine.Browser.Tests.Hosting;

/// <summary>One server and one browser for all tests of a class collection; each test brings calls and people of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public Chromium Chromium { get; } = new();

    public ServerProcess Server { get; private set; } = null!;

    public ValueTask InitializeAsync() => InitializeAsync([]);

    public async ValueTask InitializeAsync(params string[] arguments)
    {
        await Chromium.InitializeAsync();
        Server = await ServerProcess.StartAsync(arguments);
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
