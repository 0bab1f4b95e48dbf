using System.Net;
using CivilLine.Notify;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Shared;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;

namespace CivilLine.Server.Tests.Notify;

/// <summary>Real sockets, a clock that the test moves.</summary>
public sealed class WebhookSenderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly NotifyOptions _options = new() { Retries = 2, BreakAfter = 3 };
    private HttpMessageInvoker _http = null!;
    private Receiver _receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _http = Guarded("127.0.0.0/8");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Receiver_that_fails_is_tried_again_and_each_attempt_is_signed_at_its_own_time()
    {
        // The sender's own pauses are drawn by chance, and may lie within the second that a signature names.
        (_receiver.Answer, _receiver.RetryAfter) = (503, "2");

        var result = await RunAsync(Sender().SendAsync(Target(_receiver.Url), "msg_1", "{}", Token));

        Assert.Equal((SendKind.Failed, 503), (result.Kind, result.Status));
        Assert.Equal(3, _receiver.All.Count);
        Assert.Equal(3, _receiver.All.Select(one => one.Timestamp).Distinct().Count());
        Assert.All(_receiver.All, one => Assert.Equal("msg_1", one.Id));
    }

    [Fact]
    public async Task Receiver_that_hangs_is_given_up_after_the_time_allowed_and_then_left_alone()
    {
        using var hanging = new HangingServer();
        var sender = Sender();

        var send = sender.SendAsync(Target(hanging.Url), "msg_1", "{}", Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await MoveUntilAsync(() => hanging.Connections == attempt, $"attempt {attempt}");
            _time.Advance(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        }
        var first = await RunAsync(send);
        var connections = hanging.Connections;
        var second = await sender.SendAsync(Target(hanging.Url), "msg_2", "{}", Token);

        Assert.Equal((SendKind.Failed, "no answer in time"), (first.Kind, first.Error));
        Assert.Equal((SendKind.Broken, CircuitState.Open), (second.Kind, sender.Circuit));
        Assert.Equal((3, 3), (connections, hanging.Connections));
        Assert.InRange(_time.GetUtcNow() - new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Webhook_that_was_left_alone_is_tried_once_after_the_break_and_closes_when_it_answers()
    {
        _receiver.Answer = 500;
        var sender = Sender();
        await RunAsync(sender.SendAsync(Target(_receiver.Url), "msg_1", "{}", Token));
        Assert.Equal(CircuitState.Open, sender.Circuit);

        _receiver.Answer = 200;
        _time.Advance(TimeSpan.FromSeconds(_options.BreakSeconds + 1));
        var result = await RunAsync(sender.SendAsync(Target(_receiver.Url), "msg_2", "{}", Token));

        Assert.Equal((SendKind.Delivered, CircuitState.Closed), (result.Kind, sender.Circuit));
    }

    [Theory]
    [InlineData(400, SendKind.Failed)]
    [InlineData(410, SendKind.Gone)]
    [InlineData(201, SendKind.Delivered)]
    public async Task What_repeating_cannot_change_is_not_tried_again_at_once(int answer, object kind)
    {
        _receiver.Answer = answer;

        var result = await RunAsync(Sender().SendAsync(Target(_receiver.Url), "msg_1", "{}", Token));

        Assert.Equal(kind, result.Kind);
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        (_receiver.Answer, _receiver.Location) = (307, elsewhere.Url.ToString());

        var result = await RunAsync(Sender().SendAsync(Target(_receiver.Url), "msg_1", "{}", Token));

        Assert.Equal((SendKind.Failed, 307), (result.Kind, result.Status));
        Assert.Empty(elsewhere.All);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("0.0.0.0")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.0x1")]
    [InlineData("0177.0.0.1")]
    [InlineData("017700000001")]
    public async Task Name_or_address_of_this_machine_is_refused_when_it_is_connected_to(string host)
    {
        using var guarded = Guarded("10.1.0.0/16");
        var url = new UriBuilder(_receiver.Url) { Host = host }.Uri;

        var result = await RunAsync(new WebhookSender(guarded, _options, _time).SendAsync(Target(url), "msg_1", "{}", Token));

        Assert.Equal((SendKind.Failed, "the address is private, or public and without TLS"), (result.Kind, result.Error));
        Assert.Empty(_receiver.All);
    }

    [Fact]
    public async Task Name_that_leads_elsewhere_the_second_time_is_judged_anew_and_asked_for_once_each_time()
    {
        var asked = 0;
        using var guarded = Guarded("127.0.0.1/32", (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]));
        var url = new UriBuilder(_receiver.Url) { Host = "rebound.example" }.Uri;

        var first = await RunAsync(new WebhookSender(guarded, _options, _time).SendAsync(Target(url), "msg_1", "{}", Token));
        var second = await RunAsync(new WebhookSender(guarded, _options, _time).SendAsync(Target(url), "msg_2", "{}", Token));

        Assert.Equal((SendKind.Delivered, SendKind.Failed, 2), (first.Kind, second.Kind, asked));
        Assert.Equal("the address is private, or public and without TLS", second.Error);
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task Of_a_names_addresses_those_alone_are_connected_to_that_may_be()
    {
        using var guarded = Guarded("127.0.0.1/32", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Parse("::1"), IPAddress.Loopback]));
        var url = new UriBuilder(_receiver.Url) { Host = "mixed.example" }.Uri;

        var result = await RunAsync(new WebhookSender(guarded, _options, _time).SendAsync(Target(url), "msg_1", "{}", Token));

        Assert.Equal(SendKind.Delivered, result.Kind);
    }

    private static HttpMessageInvoker Guarded(string allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        // Each message by a connection of its own, which is judged.
        PooledConnectionLifetime = resolve is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        ConnectCallback = new NetworkGuard([IPNetwork.Parse(allowed)], resolve).ConnectAsync,
    });

    private WebhookSender Sender() => new(_http, _options, _time);

    private static WebhookTarget Target(Uri url) => new(url, new byte[32]);

    /// <summary>Moves the clock on until the send has come to an end.</summary>
    private async Task<SendResult> RunAsync(Task<SendResult> send)
    {
        await MoveUntilAsync(() => send.IsCompleted, "the send to end");
        return await send;
    }

    // Not so fast that an answer on a busy machine comes too late by this clock.
    private Task MoveUntilAsync(Func<bool> came, string what) => Eventually.True(
        () =>
        {
            if (!came())
                _time.Advance(TimeSpan.FromSeconds(0.1));
            return came();
        },
        what);
}
