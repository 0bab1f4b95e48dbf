using System.Globalization;
using System.Reflection;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>
/// Everybody at every door of the running server, held against <c>access.md</c>: an endpoint or a hub's method without a rule there
/// fails, and so does one that answers otherwise than its rule.
/// </summary>
public sealed class AccessMatrixTests(ITestOutputHelper output) : IAsyncLifetime
{
    private Cast _cast = null!;

    public async ValueTask InitializeAsync() => _cast = await Cast.StartAsync();

    public ValueTask DisposeAsync() => _cast.DisposeAsync();

    [Fact]
    public async Task Everybody_is_answered_at_every_endpoint_as_the_table_says()
    {
        var table = AccessTable.Read();
        var doors = Door.All(_cast.Server);
        Assert.Empty(doors.Select(door => door.What).Except(table.Keys));
        Assert.Empty(table.Keys.Where(what => !what.StartsWith("HUB", StringComparison.Ordinal)).Except(doors.Select(door => door.What)));

        var aims = new Aims(_cast);
        await aims.PrepareAsync();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var door in doors)
            foreach (var who in Cast.Everybody)
            {
                var (status, body) = await door.KnockAsync(_cast.Server, _cast[who], await aims.AddressAsync(door), Aims.Body(door));
                tried++;
                if (table[door.What].Expected(who) is { } refusal ? status != refusal : status is 401 or 403 or 404 or 405 or >= 500)
                    wrong.Add($"{door.What}: {who} was answered {status}, the rule says {table[door.What].Expected(who)?.ToString(CultureInfo.InvariantCulture) ?? "in"}; {body[..Math.Min(200, body.Length)]}");
            }

        output.WriteLine($"endpoints {doors.Count}, roles {Cast.Everybody.Count}, tried {tried}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong)}");
        Assert.InRange(tried, 1300, int.MaxValue);
    }

    [Fact]
    public async Task Everybody_is_answered_by_every_method_of_every_hub_as_the_table_says()
    {
        var table = AccessTable.Read();
        var methods = HubDoor.All();
        Assert.Empty(methods.Select(method => method.What).Except(table.Keys));
        Assert.Empty(table.Keys.Where(what => what.StartsWith("HUB", StringComparison.Ordinal)).Except(methods.Select(method => method.What)));

        var wrong = new List<string>();
        var tried = 0;
        foreach (var method in methods)
            foreach (var who in Cast.Everybody)
            {
                var status = await method.KnockAsync(_cast, who);
                tried++;
                var expected = table[method.What].Expected(who) ?? 200;
                if (status != expected)
                    wrong.Add($"{method.What}: {who} was answered {status}, the rule says {expected}");
            }

        output.WriteLine($"hub methods {methods.Count}, roles {Cast.Everybody.Count}, tried {tried}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong)}");
        Assert.InRange(tried, 80, int.MaxValue);
    }
}
