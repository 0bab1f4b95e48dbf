using System.Reflection;
using System.Security.Cryptography;
using CivilLine.Shared;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>The server as a user starts it: a process of its own, a data folder of its own, a port of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly ServerStart _start;
    private BuiltServer _server;

    private ServerProcess(ServerStart start, BuiltServer server)
    {
        (_start, _server) = (start, server);
        Url = server.Address.GetLeftPart(UriPartial.Authority);
    }

    public string Url { get; }

    /// <summary>A client that carries the administrator's key.</summary>
    public HttpClient Http => _server.Client;

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("civilline-browser-").FullName;
        var key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var start = new ServerStart(Metadata("ServerAssembly"), data, key, arguments);
        return new ServerProcess(start, await BuiltServer.StartAsync(start, TestContext.Current.CancellationToken));
    }

    /// <summary>The first line with these words, said already or yet to come.</summary>
    public Task<string> SaysAsync(string words) => _server.SaysAsync(words, TestContext.Current.CancellationToken);

    /// <summary>Ends the process as a power cut would.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>The same address and data again, after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        await _server.DisposeAsync();
        _server = await BuiltServer.StartAsync(_start with { Urls = Url }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_start.Data, recursive: true);
    }

    private static string Metadata(string key) => typeof(ServerProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
