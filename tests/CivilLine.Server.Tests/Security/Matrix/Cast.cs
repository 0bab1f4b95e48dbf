using CivilLine.Security;
using CivilLine.Live;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>One server with two teams that have calls, and everybody who may come to it: what they hold, and in what name they ask.</summary>
internal sealed class Cast : IAsyncDisposable
{
    public const string Nobody = "nobody";

    public static readonly IReadOnlyList<string> Everybody =
    [
        Nobody, "agent", "agent-b", "supervisor", "supervisor-b", "qa", "qa-b", "operator", "administrator", "admin-key", "source", "banner",
        "perspective", "token", "token-b",
    ];

    private readonly Dictionary<string, Someone> _people = new(StringComparer.Ordinal);

    private Cast(TestServer server) => Server = server;

    public TestServer Server { get; }

    /// <summary>Who works for team A alone, and may see nothing of team B.</summary>
    public static readonly IReadOnlyList<string> OfTeamA = ["agent", "supervisor", "qa", "token"];

    public static readonly IReadOnlyList<string> OfTeamB = [.. OfTeamA.Select(who => who + "-b")];

    public const string Source = "source";

    public Someone this[string who] => _people[who];

    public Team A { get; private set; } = null!;

    public Team B { get; private set; } = null!;

    public static async Task<Cast> StartAsync()
    {
        var server = await TestServer.StartAsync(
            "Calls:TickMs=50", "Sources:dialled:Format=vosk", "Sources:dialled:Authentication=token", "Sources:dialled:Secret=a-secret-of-the-test-0123456789",
            "Perspective:PerSecond=10000");
        var cast = new Cast(server);
        var source = await server.NewKeyAsync();
        using (var way = server.Client(source))
        {
            cast.A = await Team.SeedAsync(way, "alpha", "a");
            cast.B = await Team.SeedAsync(way, "bravo", "b");
        }
        await cast.ComeAsync(source);
        await Eventually.True(
            () => new[] { cast.A, cast.B }.All(team => server.Services.GetRequiredService<LiveCalls>().Find(team.LiveCall) is { PeakSeverity: not null }),
            "both teams' calls to be live");
        await cast.A.WorkAsync(cast);
        await cast.B.WorkAsync(cast);
        return cast;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _people.Values)
            one.Http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task ComeAsync(string source)
    {
        _people[Nobody] = new Someone(Server.Client(null), null, null);
        Key("admin-key", TestServer.AdminKey);
        Key("source", source);
        Key("banner", await KeyAsync("banner"));
        Key("perspective", await KeyAsync("perspective"));
        await PersonAsync("agent", "Avery Aldous", Role.Agent, A.AgentId, A.Id);
        await PersonAsync("agent-b", "Blake Barlow", Role.Agent, B.AgentId, B.Id);
        await PersonAsync("supervisor", "Ann Archer", Role.Supervisor, null, A.Id);
        await PersonAsync("supervisor-b", "Bea Bishop", Role.Supervisor, null, B.Id);
        await PersonAsync("qa", "Asha Amin", Role.Qa, null, A.Id);
        await PersonAsync("qa-b", "Boris Blum", Role.Qa, null, B.Id);
        await Server.Admin.PostJsonAsync(
            "/api/v1/admin/people", new { name = "Sasha Shared", role = "agent", agentId = Team.SharedAgent, teams = new[] { A.Id, B.Id } });
        // An operator's teams are of no account; that they are not is part of the rule.
        await PersonAsync("operator", "Otto Oakes", Role.Operator, null, A.Id);
        await PersonAsync("administrator", "Ada Adler", Role.Administrator, null);
        Key("token", await TokenAsync(A.AgentId));
        Key("token-b", await TokenAsync(B.AgentId));
    }

    private async Task<string> KeyAsync(string kind) =>
        (await Server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = kind, kind })).GetProperty("key").GetString()!;

    private async Task<string> TokenAsync(string agentId) =>
        (await Server.Admin.PostJsonAsync($"/api/v1/agents/{agentId}/banner-token", new { })).GetProperty("token").GetString()!;

    private void Key(string who, string key) => _people[who] = new Someone(Server.Client(key), key, null);

    private async Task PersonAsync(string who, string name, Role role, string? agentId, params string[] teams)
    {
        var browser = await Server.SignInAsync(name, role, agentId, teams);
        _people[who] = new Someone(browser.Http, null, browser.Cookie);
    }
}

/// <param name="Key">A key or token; null where there is a cookie or nothing.</param>
internal sealed record Someone(HttpClient Http, string? Key, string? Cookie);
