using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Notify;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Shared;
using CivilLine.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CivilLine.Server.Tests.Notify;

/// <summary>Whole servers, real receivers.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly string[] Settings =
        ["Notify:AllowedNetworks:0=127.0.0.0/8", "Notify:PollMs=20", "Notify:Retries=0", "Notify:BreakAfter=1000"];

    private readonly ShiftedTime _time = new();
    private readonly string _data = TestServer.NewFolder();
    private Receiver _receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Alert_comes_as_a_signed_cloud_event_that_says_all_there_is()
    {
        await using var server = await StartAsync();
        var hook = await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
        var call = Lines.NewCall();

        await server.PostAsync(Lines.Started(call, "a-7", "billing"), Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Ended(call));

        var got = (await ReceivedAsync(1))[^1];
        Assert.True(got.IsSignedBy(hook.Secret!), "the signature is not that of the secret");
        Assert.Equal(got.Id, got.Event.GetProperty("id").GetString());
        Assert.Equal("application/cloudevents+json; charset=utf-8", got.ContentType);
        Assert.Equal(("1.0", "urn:civilline", "org.civilline.alert.confirmed", "application/json", "critical"), (
            got.Event.GetProperty("specversion").GetString(), got.Event.GetProperty("source").GetString(), got.Event.GetProperty("type").GetString(),
            got.Event.GetProperty("datacontenttype").GetString(), got.Event.GetProperty("severity").GetString()));
        var data = got.Event.GetProperty("data");
        Assert.Equal((call, "threat", ScriptedScorer.Threat), (
            data.GetProperty("callId").GetString(), data.GetProperty("category").GetString(), data.GetProperty("text").GetString()));
        Assert.Equal(got.Event.GetProperty("subject").GetString(), data.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Events_that_were_delivered_are_not_sent_again_when_another_was_erased_while_they_were_under_way()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Until = answers.Task;
        await using var server = await StartAsync();
        await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
        string[] calls = [Lines.NewCall(), Lines.NewCall()];
        await server.PostAsync([.. calls.SelectMany(call => (string[])[Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Ended(call)])]);
        await ReceivedAsync(2);

        await server.Admin.PostJsonAsync("/api/v1/admin/erase", new { callId = calls[0], reason = "asked" });
        answers.SetResult();
        await server.PostAsync(Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Threat));

        await ReceivedAsync(3);
        Assert.Equal(3, _receiver.All.Select(one => one.Id).Distinct().Count());
        Assert.Equal(3, _receiver.All.Count);
    }

    [Fact]
    public async Task Event_that_was_not_taken_comes_again_with_the_same_id_after_a_restart()
    {
        _receiver.Answer = 503;
        await using (var first = await StartAsync())
        {
            await AddAsync(first, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
            await RaiseAsync(first);
            await ReceivedAsync(1);
        }

        _receiver.Answer = 204;
        _time.Advance(TimeSpan.FromMinutes(5));
        await using var second = await StartAsync();

        var all = await ReceivedAsync(2);
        Assert.Single(all.Select(one => one.Id).Distinct());
        await DeliveriesAsync(second, "delivered", 1);
    }

    [Fact]
    public async Task Alerts_that_were_raised_while_the_server_could_not_send_are_not_lost()
    {
        WebhookView hook;
        await using (var first = await StartAsync())
        {
            hook = await AddAsync(first, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
            using var disabled = await first.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/disable", null, Token);
            for (var i = 0; i < 5; i++)
                await RaiseAsync(first);
        }

        await using var second = await StartAsync();
        using var enabled = await second.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/enable", null, Token);

        Assert.Equal(5, (await ReceivedAsync(5)).Select(one => one.Event.GetProperty("subject").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Dead_letter_is_kept_and_sent_again_when_an_administrator_says_so()
    {
        _receiver.Answer = 500;
        await using var server = await StartAsync("Notify:GiveUpHours=0");
        var hook = await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
        await RaiseAsync(server);
        var dead = (await DeliveriesAsync(server, "dead", 1))[0];
        Assert.Equal((500, "refused"), (dead.Status, dead.Error));

        _receiver.Answer = 204;
        using var resent = await server.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/deliveries/{dead.Id}/resend", null, Token);

        Assert.Equal(HttpStatusCode.OK, resent.StatusCode);
        Assert.Equal(dead.MessageId, (await DeliveriesAsync(server, "delivered", 1))[0].MessageId);
        using var again = await server.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/deliveries/{dead.Id}/resend", null, Token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Endpoint_that_hangs_holds_up_neither_the_way_in_nor_the_other_endpoint()
    {
        using var hanging = new HangingServer();
        await using var server = await StartAsync("Notify:TimeoutSeconds=300");
        await AddAsync(server, new { name = "hangs", url = hanging.Url });
        await AddAsync(server, new { name = "works", url = _receiver.Url, events = new[] { "alerts" } });
        await RaiseAsync(server);
        await Eventually.Seen("the hanging endpoint to be connected to", () => Task.FromResult(hanging.Connections), count => count > 0);

        for (var i = 0; i < 50; i++)
            await RaiseAsync(server);

        var told = (await ReceivedAsync(51)).Select(one => one.Event.GetProperty("subject").GetString()).Distinct().Count();
        Assert.Equal(51, told);
        Assert.InRange(hanging.Connections, 1, 4);
    }

    [Fact]
    public async Task Endpoint_that_was_down_gets_everything_once_it_is_up_again()
    {
        _receiver.Answer = 500;
        await using var server = await StartAsync("Notify:BreakAfter=2");
        await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
        for (var i = 0; i < 5; i++)
            await RaiseAsync(server);
        await Eventually.Seen(
            "the circuit to open", async () => (await server.GetAsync<List<WebhookView>>("/api/v1/admin/webhooks"))[0].Circuit, circuit => circuit == "open");
        for (var i = 0; i < 20; i++)
            await RaiseAsync(server);
        await DeliveriesAsync(server, "pending", 25);
        var attempts = _receiver.All.Count;

        _receiver.Answer = 204;
        _time.Advance(TimeSpan.FromMinutes(5));

        // Those that were under way when the circuit opened, and none of the twenty after it.
        Assert.InRange(attempts, 2, 5);
        Assert.Equal(25, (await DeliveriesAsync(server, "delivered", 25)).Select(one => one.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Help_and_escalation_come_as_events_of_the_incident()
    {
        await using var server = await StartAsync("Calls:DueSeconds=0.05");
        await AddAsync(server, new { name = "pager", url = _receiver.Url, events = new[] { "incidents" }, minSeverity = "critical" });
        var call = Lines.NewCall();
        await server.PostAsync(Lines.Started(call, "a-7", "billing"));
        using var asked = await server.Admin.PostAsync($"/api/v1/calls/{call}/help", null, Token);
        await ReceivedAsync(1);

        _time.Advance(TimeSpan.FromSeconds(31));

        var types = (await ReceivedAsync(2)).Select(one => one.Event.GetProperty("type").GetString()).ToList();
        Assert.Equal(["org.civilline.incident.open", "org.civilline.incident.escalated"], types[..2]);
    }

    [Fact]
    public async Task Webhook_for_one_team_and_severity_hears_of_nothing_else_and_no_words_where_it_wants_none()
    {
        await using var server = await StartAsync();
        using var team = await server.Admin.PostAsJsonAsync("/api/v1/admin/teams", new { id = "billing", name = "Billing" }, Token);
        await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" }, teams = new[] { "billing" }, minSeverity = "critical", withText = false });
        var (other, mild, wanted) = (Lines.NewCall(), Lines.NewCall(), Lines.NewCall());
        await server.PostAsync(Lines.Started(other, "a-1", "sales"), Lines.Said(other, "u-1", ScriptedScorer.Threat), Lines.Ended(other));
        await server.PostAsync(Lines.Started(mild, "a-2", "billing"), Lines.Said(mild, "u-1", ScriptedScorer.Insult), Lines.Ended(mild));
        await server.PostAsync(Lines.Started(wanted, "a-3", "billing"), Lines.Said(wanted, "u-1", ScriptedScorer.Threat), Lines.Ended(wanted));

        var got = await ReceivedAsync(1);

        Assert.All(got, one => Assert.Equal((wanted, ""), (one.Event.GetProperty("data").GetProperty("callId").GetString(), one.Event.GetProperty("data").GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Secret_is_shown_once_and_never_again_nor_written_down_in_the_open()
    {
        var url = new UriBuilder(_receiver.Url) { Query = "token=hush" }.Uri;
        await using var server = await StartAsync();
        var hook = await AddAsync(server, new { name = "desk", url });
        using var tested = await server.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/test", null, Token);
        await ReceivedAsync(1);

        var listed = await server.Admin.GetStringAsync("/api/v1/admin/webhooks", Token);
        using var rotated = await server.Admin.PostAsync($"/api/v1/admin/webhooks/{hook.Id}/rotate", null, Token);
        using var source = await server.SourceAsync();
        using var refused = await source.GetAsync("/api/v1/admin/webhooks", Token);

        Assert.DoesNotContain(hook.Secret!, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", listed, StringComparison.Ordinal);
        Assert.NotEqual(hook.Secret, (await rotated.Content.ReadFromJsonAsync<WebhookView>(Json.Options, Token))!.Secret);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token);
        var row = await db.Webhooks.SingleAsync(Token);
        Assert.DoesNotContain(hook.Secret!["whsec_".Length..], row.Secret + row.FormerSecret, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "url")]
    [InlineData("""{"name":"x","url":"ftp://example.com"}""", "url")]
    [InlineData("""{"name":"x","url":"https://169.254.169.254/latest"}""", "url")]
    [InlineData("""{"name":"x","url":"https://[::1]/"}""", "url")]
    [InlineData("""{"name":"x","url":"https://user:pass@example.com"}""", "url")]
    [InlineData("""{"url":"https://example.com"}""", "name")]
    [InlineData("""{"name":"x","url":"https://example.com","events":["calls"]}""", "events")]
    [InlineData("""{"name":"x","url":"https://example.com","teams":["none"]}""", "teams")]
    [InlineData("""{"name":"x","url":"https://example.com","minSeverity":"loud"}""", "minSeverity")]
    public async Task Bad_webhook_is_refused_by_member(string body, string member)
    {
        await using var server = await StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await server.Admin.PostAsync("/api/v1/admin/webhooks", content, Token);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.BadRequest, member), (response.StatusCode, problem.GetProperty("member").GetString()));
    }

    [Fact]
    public async Task Configured_webhook_is_sent_to_and_signed_with_the_configurations_secret()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        await using var server = await StartAsync(
            "Notify:Webhooks:0:Name=desk", $"Notify:Webhooks:0:Url={_receiver.Url}", $"Notify:Webhooks:0:Secret={secret}");
        await RaiseAsync(server);

        Assert.All(await ReceivedAsync(2), one => Assert.True(one.IsSignedBy(secret)));
    }

    [Fact]
    public async Task Webhook_of_the_configuration_for_a_team_that_is_not_there_is_told_of_until_it_is()
    {
        await using var server = await StartAsync(
            "Notify:Webhooks:0:Name=desk", $"Notify:Webhooks:0:Url={_receiver.Url}",
            "Notify:Webhooks:0:Secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Notify:Webhooks:0:Teams:0=bilings");

        var before = await HealthAsync(server);
        Assert.Equal("degraded", before.GetProperty("status").GetString());
        Assert.Contains("webhook 'desk' is for team 'bilings'", before.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var added = await server.Admin.PostAsJsonAsync("/api/v1/admin/teams", new { id = "bilings", name = "Billings" }, Token);
        added.EnsureSuccessStatusCode();
        Assert.Equal("healthy", (await HealthAsync(server)).GetProperty("status").GetString());
    }

    private static async Task<JsonElement> HealthAsync(TestServer server) =>
        (await server.GetAsync<JsonElement>("/health/ready")).GetProperty("checks").GetProperty("webhooks");

    [Fact]
    public async Task Webhook_for_a_team_that_is_not_there_is_refused_by_its_member()
    {
        await using var server = await StartAsync();

        using var answer = await server.Admin.PostAsJsonAsync(
            "/api/v1/admin/webhooks", new { name = "desk", url = _receiver.Url, teams = new[] { "bilings" } }, Token);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.BadRequest, "teams"), (answer.StatusCode, problem.GetProperty("member").GetString()));
        Assert.Contains("'teams[0]' is the id of no team", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Notify:Webhooks:0:Secret=hush", "Notify:Webhooks:0: 'secret' must be")]
    [InlineData("Notify:Webhooks:0:Url=http://10.9.9.9/", "Notify:Webhooks:0: 'url' is an address that is not public")]
    [InlineData("Notify:Webhooks:0:Events:0=calls", "Notify:Webhooks:0: 'events' holds alerts, incidents")]
    [InlineData("Notify:AllowedNetworks:1=10.0.0.0/99", "Notify:AllowedNetworks:1: must be a network")]
    public async Task Bad_setting_is_refused_at_start_by_its_name_and_without_its_secret(string setting, string told)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(
            "Notify:Webhooks:0:Name=desk", "Notify:Webhooks:0:Url=https://example.com",
            "Notify:Webhooks:0:Secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", setting));

        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_that_is_gone_for_good_is_sent_nothing_more()
    {
        _receiver.Answer = 410;
        await using var server = await StartAsync();
        await AddAsync(server, new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
        await RaiseAsync(server);

        var hook = await Eventually.Seen(
            "the webhook to be disabled", async () => (await server.GetAsync<List<WebhookView>>("/api/v1/admin/webhooks"))[0], one => one.DisabledAt is not null);

        Assert.Contains("410", hook.DisabledReason, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync(params string[] settings) => TestServer.StartOnAsync(
        _data, builder => builder.Services.Add(new(typeof(TimeProvider), _time)), [.. Settings, .. settings]);

    private static async Task RaiseAsync(TestServer server)
    {
        var call = Lines.NewCall();
        await server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Insult), Lines.Ended(call));
    }

    private static async Task<WebhookView> AddAsync(TestServer server, object webhook)
    {
        using var response = await server.Admin.PostAsJsonAsync("/api/v1/admin/webhooks", webhook, Token);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<WebhookView>(Json.Options, Token))!;
    }

    private Task<List<Received>> ReceivedAsync(int count) =>
        Eventually.Seen($"{count} events at the receiver", () => Task.FromResult(_receiver.All.ToList()), all => all.Count >= count);

    private static async Task<IReadOnlyList<DeliveryView>> DeliveriesAsync(TestServer server, string state, int count)
    {
        var hook = (await server.GetAsync<List<WebhookView>>("/api/v1/admin/webhooks"))[0];
        return (await Eventually.Seen(
            $"{count} {state} events", () => server.GetAsync<DeliveryPage>($"/api/v1/admin/webhooks/{hook.Id}/deliveries?state={state}"),
            page => page.Deliveries.Count >= count)).Deliveries;
    }
}
