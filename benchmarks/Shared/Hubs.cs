using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Shared;

/// <summary>Connections to a server's hubs, as its pages make them.</summary>
internal static class Hubs
{
    public const string Live = "/hubs/live";

    public static HubConnection Open(Uri server, string path, string key) => new HubConnectionBuilder()
        .WithUrl(new Uri(server, path), options => options.AccessTokenProvider = () => Task.FromResult<string?>(key))
        .Build();
}
