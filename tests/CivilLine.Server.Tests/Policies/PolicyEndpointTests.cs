using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Policies;

public sealed class PolicyEndpointTests : IAsyncLifetime
{
    private const string Ours = "name: ours\nladder: { coolDown: 20s }\nteams: { billing: { ladder: { coolDown: 40s } } }";

    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PutAsync(string yaml, HttpClient? who = null, string? ifVersion = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/policy") { Content = new StringContent(yaml, Encoding.UTF8, "application/yaml") };
        if (ifVersion is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifVersion}\"");
        using var response = await (who ?? _server.Admin).SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    private static Task<JsonElement> GetAsync(HttpClient who, string path = "/api/v1/policy") =>
        who.GetFromJsonAsync<JsonElement>(path, Json.Options, Token);

    private static string Version(JsonElement view) => view.GetProperty("version").GetString()!;

    [Fact]
    public async Task Standard_policy_applies_until_there_is_another()
    {
        var view = await GetAsync(_server.Admin);

        Assert.Matches("^standard-[0-9a-f]{8}$", Version(view));
        Assert.Equal("standard", view.GetProperty("source").GetString());
        Assert.Contains("name: standard", view.GetProperty("document").GetString(), StringComparison.Ordinal);
        Assert.Equal("serious", view.GetProperty("policy").GetProperty("rules").GetProperty("threat").GetProperty("floor").GetString());
        Assert.Equal(
            ["threat", "safeguarding"],
            view.GetProperty("notifications").GetProperty("neverMuted").EnumerateArray().Select(category => category.GetString()));
    }

    [Fact]
    public async Task Policy_that_an_administrator_puts_applies_at_once_lies_in_the_file_and_is_recorded()
    {
        var (status, answer) = await PutAsync(Ours);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("file", answer.GetProperty("source").GetString());
        Assert.Equal(Ours, await File.ReadAllTextAsync(Path.Combine(_server.Data, "policy.yaml"), Token));
        Assert.DoesNotContain(Directory.GetFiles(_server.Data), file => file.EndsWith(".draft", StringComparison.Ordinal));
        var changes = (await GetAsync(_server.Admin, "/api/v1/policy/changes")).GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(Version(answer), Version(changes[0]));
        Assert.Equal(JsonValueKind.String, changes[0].GetProperty("by").ValueKind);
        Assert.Equal(JsonValueKind.Null, changes[1].GetProperty("by").ValueKind);
        Assert.Equal(JsonValueKind.String, changes[0].GetProperty("byId").ValueKind);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Ours))), changes[0].GetProperty("hash").GetString());
        Assert.Equal(Ours, await _server.Admin.GetStringAsync($"/api/v1/policy/documents/{Version(answer)}", Token));
    }

    [Fact]
    public async Task Policy_that_came_into_force_during_a_call_is_in_the_calls_audit()
    {
        await (await _server.SourceAsync()).SendEventsAsync(new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "hello" });

        var (_, answer) = await PutAsync(Ours);

        var acts = (await GetAsync(_server.Admin, "/api/v1/calls/c-1/audit")).GetProperty("acts").EnumerateArray();
        var change = Assert.Single(acts, act => act.GetProperty("kind").GetString() == "policyChanged");
        Assert.Equal(Version(answer), change.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Rules_of_the_work_are_those_of_the_team_that_is_asked_for()
    {
        await PutAsync("name: ours\nteams: { billing: { work: { longestSnooze: 20m, rootCauses: [late-bill, none] } } }");

        var own = await GetAsync(_server.Admin, "/api/v1/work/rules?team=billing");
        var centre = await GetAsync(_server.Admin, "/api/v1/work/rules");

        Assert.Equal((20, 60), (own.GetProperty("longestSnoozeMinutes").GetDouble(), centre.GetProperty("longestSnoozeMinutes").GetDouble()));
        Assert.Equal("late-bill", own.GetProperty("rootCauses")[0].GetString());
    }

    [Fact]
    public async Task Quiet_hours_have_days_on_the_wire()
    {
        await PutAsync("name: ours\nnotifications: { quietHours: [{ from: \"20:00\", to: \"07:00\", days: [fri] }, { from: \"00:00\", to: \"00:00\", days: [sat, sun] }] }");

        var rules = await GetAsync(_server.Admin, "/api/v1/work/rules");

        Assert.Equal("fri", rules.GetProperty("quietHours").GetProperty("days")[0].GetString());
        Assert.Equal(["sat", "sun"], rules.GetProperty("quiet")[1].GetProperty("days").EnumerateArray().Select(day => day.GetString()));
    }

    [Fact]
    public async Task Teams_own_rules_are_shown_to_who_asks_for_them_or_is_in_the_team()
    {
        await PutAsync(Ours);
        var priya = (await _server.SignInAsync("Priya", Role.Supervisor, null, "billing")).Http;

        foreach (var view in new[] { await GetAsync(priya), await GetAsync(_server.Admin, "/api/v1/policy?team=billing") })
        {
            Assert.Equal("billing", view.GetProperty("team").GetString());
            Assert.Equal("00:00:40", view.GetProperty("policy").GetProperty("ladder").GetProperty("coolDown").GetString());
        }

        Assert.Equal("00:00:20", (await GetAsync(_server.Admin)).GetProperty("policy").GetProperty("ladder").GetProperty("coolDown").GetString());
    }

    [Fact]
    public async Task Bad_document_is_refused_whole_with_every_problem_and_changes_nothing()
    {
        var before = Version(await GetAsync(_server.Admin));

        var (status, answer) = await PutAsync("name: ours\nladder: { coolDown: soon, halflife: 3m }");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(
            [(2, 21, "ladder.coolDown"), (2, 27, "ladder.halflife")],
            answer.GetProperty("problems").EnumerateArray().Select(problem =>
                (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32(), problem.GetProperty("path").GetString())));
        Assert.Equal(before, Version(await GetAsync(_server.Admin)));
        Assert.False(File.Exists(Path.Combine(_server.Data, "policy.yaml")));
        Assert.Single((await GetAsync(_server.Admin, "/api/v1/policy/changes")).GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Document_made_from_an_older_policy_is_not_taken()
    {
        var old = Version(await GetAsync(_server.Admin));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Ours, ifVersion: old)).Status);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("name: theirs", ifVersion: old)).Status);

        Assert.StartsWith("ours-", Version(await GetAsync(_server.Admin)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Role.Supervisor))]
    [InlineData(nameof(Role.Qa))]
    [InlineData(nameof(Role.Agent))]
    public async Task Only_an_administrator_puts_a_policy_or_sees_where_it_lies(string name)
    {
        var role = Enum.Parse<Role>(name);
        var person = (await _server.SignInAsync("Sam", role, role == Role.Agent ? "a-7" : null, "billing")).Http;

        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(Ours, person)).Status);

        var view = await GetAsync(person);
        Assert.All(new[] { "file", "document", "refused" }, member => Assert.Equal(JsonValueKind.Null, view.GetProperty(member).ValueKind));
    }

    [Fact]
    public async Task Check_says_what_is_wrong_and_changes_nothing()
    {
        var sam = (await _server.SignInAsync("Sam", Role.Supervisor, null, "billing")).Http;
        using var good = await sam.PostAsync("/api/v1/policy/check", new StringContent(Ours), Token);
        using var bad = await sam.PostAsync("/api/v1/policy/check", new StringContent("name: 3"), Token);

        Assert.StartsWith("ours-", Version(await good.Content.ReadFromJsonAsync<JsonElement>(Token)), StringComparison.Ordinal);
        var problems = (await bad.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("problems");
        Assert.Equal("name", Assert.Single(problems.EnumerateArray()).GetProperty("path").GetString());
        Assert.StartsWith("standard-", Version(await GetAsync(_server.Admin)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_larger_than_any_policy_is_refused()
    {
        using var response = await _server.Admin.PostAsync("/api/v1/policy/check", new ByteArrayContent(new byte[2 * 1024 * 1024]), Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("standard-00000000")]
    [InlineData("..%2Fcivilline")]
    public async Task Document_that_was_never_in_force_is_not_found(string version) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Admin.GetAsync($"/api/v1/policy/documents/{version}", Token)).StatusCode);
}
