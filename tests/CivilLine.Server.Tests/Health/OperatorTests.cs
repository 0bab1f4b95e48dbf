using System.Net;
using System.Net.Http.Json;
using System.Text;
using CivilLine.Health;
using CivilLine.Hosting;
using CivilLine.Notify;
using CivilLine.Policies;
using CivilLine.Security;
using CivilLine.Sources;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Health;

public sealed class OperatorTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private TestServer _server = null!;
    private HttpClient _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(_time));
        _source = await _server.SourceAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Source_is_shown_with_what_it_brought_how_late_and_with_how_many_words_hidden()
    {
        await _source.SendEventsAsync(
            new { type = "call-started", callId = "c-1", startedAt = _time.GetUtcNow().AddSeconds(-10) },
            new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "you [profanity] thing f*** off", startMs = 0, endMs = 1000 });
        using var wrong = new StringContent("{\"callId\":\"c-1\"}\nnot json", Encoding.UTF8, "application/x-ndjson");
        await _source.PostAsync("/api/v1/events", wrong, Token);

        await Eventually.Seen(
            "the words to be counted", () => _server.GetAsync<SourceList>("/api/v1/sources"), all => all.Sources.Single().Counts.Masked > 0);
        var source = (await GetAsync()).Sources.Single();

        Assert.Equal(("pbx", SourceState.Heard, 1), (source.Name, source.State, source.LiveCalls));
        Assert.Equal((2, 2L, 2L, 1L, 2L), (source.Counts.PerMinute, source.Counts.Accepted, source.Counts.Rejected, source.Counts.Fragments, source.Counts.Masked));
        Assert.Equal([new ReasonCount("malformed-json", 1), new ReasonCount("missing", 1)], source.Counts.Reasons);
        Assert.InRange(source.Counts.Lag.MedianMs!.Value, 8000, 60_000);
    }

    [Fact]
    public async Task Source_that_keeps_calls_open_and_sends_nothing_is_silent_and_one_without_calls_is_idle()
    {
        await _source.SendEventsAsync(new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "hello" });
        _time.Advance(SourceStates.SilentAfter);
        var silent = await SourceAsync(one => one.State != SourceState.Heard);
        await _source.SendEventsAsync(new { type = "call-ended", callId = "c-1" });
        _time.Advance(SourceStates.SilentAfter);

        var idle = await SourceAsync(one => one.State is not (SourceState.Heard or SourceState.Silent));

        Assert.Equal((SourceState.Silent, SourceState.Idle), (silent.State, idle.State));
    }

    [Fact]
    public async Task Policy_that_was_refused_is_told_beside_the_one_that_stays()
    {
        var policies = _server.Services.GetRequiredService<PolicyStore>();
        var before = policies.Now.Book.Version;
        await File.WriteAllTextAsync(policies.File.Path, "categories: { rudeness: {} }", Token);
        policies.Reload();

        var policy = (await GetAsync()).Policy;

        Assert.Equal((before, 64), (policy.Version, policy.Hash.Length));
        Assert.NotEmpty(policy.Refused!.Problems);
    }

    [Fact]
    public async Task Latest_policies_are_listed_with_who_put_them_and_what_was_refused_and_why()
    {
        var policies = _server.Services.GetRequiredService<PolicyStore>();
        var standard = policies.Now.Book.Version;
        using var ours = new StringContent("name: ours");
        (await _server.Admin.PutAsync("/api/v1/policy", ours, Token)).EnsureSuccessStatusCode();
        var version = policies.Now.Book.Version;
        using var bad = new StringContent("name: theirs\nladder: { coolDown: soon, halflife: 3m }");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _server.Admin.PutAsync("/api/v1/policy", bad, Token)).StatusCode);
        await File.WriteAllTextAsync(policies.File.Path, "categories: { rudeness: {} }", Token);

        var changes = await Eventually.Seen(
            "the file's refusal in the audit", async () => (await GetAsync()).Policy.Changes, all => all.Count == 4);

        Assert.Equal([version, version, version, standard], changes.Select(one => one.Version));
        Assert.Equal([false, true, true, false], changes.Select(one => one.By is not null));
        Assert.Equal([true, true, false, false], changes.Select(one => one.Refused is not null));
        Assert.StartsWith("Line 2, ladder.coolDown: ", changes[1].Refused, StringComparison.Ordinal);
        Assert.EndsWith("; and 1 more", changes[1].Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_that_found_the_policy_of_before_is_no_change()
    {
        var data = TestServer.NewFolder();
        for (var i = 0; i < 3; i++)
            await (await TestServer.StartOnAsync(data)).DisposeAsync();
        await using (var server = await TestServer.StartOnAsync(data))
        {
            await Eventually.Seen(
                "each start in the audit", () => server.GetAsync<PolicyChangesView>("/api/v1/policy/changes"), all => all.Changes.Count == 4);
            Assert.Single((await server.GetAsync<OperatorView>("/api/v1/operator")).Policy.Changes);
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Webhooks_queue_counts_what_waits_and_what_was_given_up()
    {
        await using (var db = await _server.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token))
        {
            db.Webhooks.Add(new WebhookRow { Id = "w", Name = "desk", Url = "https://example.test", Secret = "x", CreatedAt = _time.GetUtcNow() });
            DeliveryState[] states = [DeliveryState.Pending, DeliveryState.Pending, DeliveryState.Dead, DeliveryState.Delivered];
            db.Deliveries.AddRange(states.Select((state, i) => new DeliveryRow
            {
                WebhookId = "w", MessageId = $"m-{i}", Type = "alert", Body = "{}", State = state,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1000 - i), NextAt = _time.GetUtcNow().AddDays(1),
            }));
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal(
            new WebhookQueueView(Endpoints: 1, Disabled: 0, Waiting: 2, Dead: 1, DateTimeOffset.FromUnixTimeSeconds(999)),
            (await GetAsync()).Queues.Webhooks);
    }

    [Fact]
    public async Task Store_model_and_depths_are_told_as_they_are()
    {
        await _source.SendEventsAsync(
            new { type = "call-started", callId = "c-1", startedAt = "2026-03-01T09:00:00Z" },
            new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "hello", startMs = 0, endMs = 1 });

        var now = await GetAsync();

        Assert.Equal((new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), 1L, 1L), (now.Store.OldestCallAt!.Value, now.Store.Calls, now.Store.Fragments));
        Assert.True(now.Store.Bytes > 50_000, $"{now.Store.Bytes} bytes");
        Assert.Null(now.Store.RetentionDays);
        Assert.Equal(("scripted-1", "none"), (now.Model.Version, now.Model.ThresholdsHash));
        Assert.Equal((0L, 8192L, true, false), (now.Queues.Writer.Waiting, now.Queues.Writer.Limit!.Value, now.Queues.WriterRuns, now.Queues.WriterFails));
    }

    [Fact]
    public async Task One_answer_serves_all_who_ask_within_seconds()
    {
        _time.Stop();
        var first = await GetAsync();
        var second = await GetAsync();
        _time.Advance(OperatorReads.Fresh);
        var third = await GetAsync();

        Assert.Equal(first.At, second.At);
        Assert.NotEqual(first.At, third.At);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_is_answered()
    {
        var supervisor = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");

        using var answer = await supervisor.Http.GetAsync("/api/v1/operator", Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<OperatorView> GetAsync() =>
        (await _server.Admin.GetFromJsonAsync<OperatorView>("/api/v1/operator", Json.Options, Token))!;

    private Task<SourceView> SourceAsync(Func<SourceView, bool> satisfies) => Eventually.Seen(
        "the source's counts",
        async () =>
        {
            _time.Advance(OperatorReads.Fresh);
            return (await GetAsync()).Sources.Single();
        },
        satisfies);
}
