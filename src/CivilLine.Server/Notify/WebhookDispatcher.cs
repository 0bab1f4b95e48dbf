using System.Collections.Concurrent;
using System.Net;
using CivilLine.Store;
using CivilLine.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace CivilLine.Notify;

/// <summary>A worker for each webhook, each with connections and a circuit of its own: none waits for another.</summary>
internal sealed class WebhookDispatcher(
    Webhooks webhooks,
    ConfiguredWebhooks configured,
    UnknownTeams unknownTeams,
    WebhookOutbox outbox,
    IDbContextFactory<MonitorDbContext> contexts,
    IOptions<NotifyOptions> options,
    CivilLineMetrics metrics,
    TimeProvider time,
    ILogger<WebhookDispatcher> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(1);

    public CircuitState? Circuit(string id) => _running.TryGetValue(id, out var running) ? running.Worker.Circuit : null;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await configured.TakeInAsync(cancellationToken);
        unknownTeams.Warn();
        webhooks.Changed += () => _changed.Release();
        await webhooks.ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                var wanted = webhooks.Ids;
                foreach (var gone in _running.Keys.Except(wanted).ToList())
                    if (_running.TryRemove(gone, out var running))
                        await running.StopAsync();
                foreach (var id in wanted)
                    if (!_running.ContainsKey(id))
                        _running[id] = Start(id, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values.Select(running => running.StopAsync()));
        }
    }

    private Running Start(string id, CancellationToken stopping)
    {
        var settings = options.Value;
        var guard = new NetworkGuard(settings.AllowedNetworks.Select(IPNetwork.Parse));
        var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = guard.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = settings.Parallel,
        });
        var worker = new WebhookWorker(
            id, new WebhookSender(http, settings, time), webhooks, outbox, contexts, settings, metrics, time, log);
        var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        return new Running(worker, Task.Run(() => worker.RunAsync(source.Token), CancellationToken.None), source, http);
    }

    private sealed record Running(WebhookWorker Worker, Task Loop, CancellationTokenSource Source, HttpMessageInvoker Http)
    {
        public async Task StopAsync()
        {
            await Source.CancelAsync();
            try
            {
                await Loop;
            }
            catch (OperationCanceledException)
            {
                // What was under way is in the outbox still.
            }

            Source.Dispose();
            Http.Dispose();
        }
    }
}
