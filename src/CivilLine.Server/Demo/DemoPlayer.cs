using System.Net;
using System.Net.Http.Headers;
using CivilLine.Hosting;
using Microsoft.AspNetCore.Hosting.Server;

namespace CivilLine.Demo;

/// <summary>
/// Plays sample calls into this server's own public way in, over HTTP and at the speed of speech: nothing that it
/// shows takes a road that a real source could not.
/// </summary>
internal sealed partial class DemoPlayer(
    IServer server,
    DemoPeople people,
    DemoScript script,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoPlayer> logger)
    : BackgroundService
{
    private static readonly TimeSpan RoundPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Stagger = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new();
    private string _key = "";
    private int _next;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        _http.BaseAddress = new Uri(Greeting.Address(server));
        _key = await people.HireAsync(stoppingToken);

        var lines = DemoPeople.Others.Select((agent, i) => KeepLineBusyAsync(agent, i * Stagger, stoppingToken));
        await Task.WhenAll(lines.Append(PlayMomentsAsync(stoppingToken)));
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    private async Task PlayMomentsAsync(CancellationToken stopping)
    {
        for (var round = 1; ; round++)
        {
            await Task.WhenAll(script.Moments.Select(async call =>
            {
                await Task.Delay(TimeSpan.FromSeconds(call.Start ?? 0), time, stopping);
                await PlayAsync(call, $"demo-{call.Call}-{round}", DemoPeople.Find(call.AgentId!), stopping);
            }));
            await Task.Delay(RoundPause, time, stopping);
        }
    }

    private async Task KeepLineBusyAsync(DemoAgent agent, TimeSpan wait, CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(wait, time, stopping);
            var number = Interlocked.Increment(ref _next) - 1;
            // Seven shares no factor with the number of calls, so that every call has its turn and neighbours differ.
            var call = script.Calls[number * 7 % script.Calls.Count];
            await PlayAsync(call, $"demo-{call.Call}-{(number / script.Calls.Count) + 1}", agent, stopping);
            wait = Stagger;
        }
    }

    private async Task PlayAsync(DemoCall call, string callId, DemoAgent agent, CancellationToken stopping)
    {
        var start = time.GetUtcNow();
        foreach (var step in DemoPlan.Of(call, callId, agent, start))
        {
            var wait = start + step.At - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stopping);
            try
            {
                await DoAsync(step, callId, agent, stopping);
            }
            catch (HttpRequestException exception)
            {
                Log.NotSent(logger, exception);
            }
        }
    }

    private async Task DoAsync(DemoStep step, string callId, DemoAgent agent, CancellationToken stopping)
    {
        while (true)
        {
            using var request = step.Line is { } line ? Event(line) : Press(step.Act!, callId, agent);
            using var response = await _http.SendAsync(request, stopping);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                if (!response.IsSuccessStatusCode)
                    Log.Refused(logger, (int)response.StatusCode);
                return;
            }
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), time, stopping);
        }
    }

    private HttpRequestMessage Event(string line) => new(HttpMethod.Post, "/api/v1/events")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _key) },
        Content = new StringContent(line + "\n", MediaTypeHeaderValue.Parse("application/x-ndjson")),
    };

    private HttpRequestMessage Press(string act, string callId, DemoAgent agent) =>
        new(HttpMethod.Post, $"/api/v1/calls/{callId}/{act}")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", people.TokenOf(agent)) },
            Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")),
        };

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Warning, "The demo was refused: status {Status}.")]
        public static partial void Refused(ILogger logger, int status);

        [LoggerMessage(301, LogLevel.Warning, "The demo could not reach its own server.")]
        public static partial void NotSent(ILogger logger, Exception exception);
    }
}
