using System.Globalization;
using System.Net;
using System.Reflection;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>A method of a hub, asked for what is team A's. A hub that cannot be opened is answered as HTTP is; a refusal of the method counts as 404.</summary>
internal sealed record HubDoor(string Path, MethodInfo Method)
{
    public string What => $"HUB {Path} {Method.Name}";

    public static IReadOnlyList<HubDoor> All() =>
    [
        .. from hub in typeof(Access).Assembly.GetTypes()
           where hub.IsSubclassOf(typeof(Hub)) && !hub.IsAbstract
           from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName && method.GetBaseDefinition() == method
           orderby hub.Name, method.Name
           select new HubDoor("/hubs/" + hub.Name.ToLowerInvariant().Replace("hub", "", StringComparison.Ordinal), method),
    ];

    public async Task<int> KnockAsync(Cast cast, string who)
    {
        var someone = cast[who];
        await using var hub = cast.Server.Hub(Path, someone.Key, someone.Cookie);
        try
        {
            await hub.StartAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException refusal) when (refusal.StatusCode is { } status)
        {
            return (int)status;
        }
        try
        {
            await hub.InvokeCoreAsync(Method.Name, typeof(object), Arguments(cast), TestContext.Current.CancellationToken);
            return (int)HttpStatusCode.OK;
        }
        catch (Microsoft.AspNetCore.SignalR.HubException)
        {
            return (int)HttpStatusCode.NotFound;
        }
    }

    private object?[] Arguments(Cast cast) =>
    [
        .. Method.GetParameters().Select(parameter => parameter.Name switch
        {
            "after" => (object?)0L,
            "callId" => cast.A.LiveCall,
            "agentId" => cast.A.AgentId,
            _ => throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture, $"No argument is known for '{parameter.Name}' of {What}: say what it is here.")),
        }),
    ];
}
