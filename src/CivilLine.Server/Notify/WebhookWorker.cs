using CivilLine.Store;
using CivilLine.Telemetry;
using Microsoft.EntityFrameworkCore;
using Polly.CircuitBreaker;

namespace CivilLine.Notify;

/// <summary>One webhook's own loop: fills its outbox, sends what is due, puts aside what fails, gives up in the end.</summary>
internal sealed partial class WebhookWorker(
    string webhookId,
    WebhookSender sender,
    Webhooks webhooks,
    WebhookOutbox outbox,
    IDbContextFactory<MonitorDbContext> contexts,
    NotifyOptions options,
    CivilLineMetrics metrics,
    TimeProvider time,
    ILogger log)
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
    ];

    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);
    private DateTimeOffset _tidyAt;
    private DateTimeOffset _leaveAloneUntil;

    public CircuitState Circuit => sender.Circuit;

    public async Task RunAsync(CancellationToken stopping)
    {
        var poll = TimeSpan.FromMilliseconds(options.PollMs);
        while (!stopping.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                isMore = await outbox.FillAsync(webhookId, stopping) | await SendDueAsync(stopping);
                await TidyAsync(stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(log, webhookId, exception);
            }

            if (!isMore)
                await Task.Delay(poll, time, stopping);
        }
    }

    /// <returns>Whether more may be due.</returns>
    private async Task<bool> SendDueAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now < _leaveAloneUntil || webhooks.Target(webhookId) is not { } target)
            return false;
        // A circuit that is not closed is asked with one event alone; it does not close by itself when its time is over.
        var take = sender.Circuit == CircuitState.Closed ? options.Parallel * 8 : 1;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var due = await db.Deliveries
            .Where(one => one.WebhookId == webhookId && one.State == DeliveryState.Pending && one.NextAt <= now)
            .OrderBy(one => one.Id).Take(take).ToListAsync(stopping);
        if (due.Count == 0)
            return false;
        try
        {
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stopping },
                async (delivery, token) => Note(delivery, await sender.SendAsync(target, delivery.MessageId, delivery.Body, token)));
        }
        finally
        {
            // Also when the server stops: what was delivered should not be sent again.
            await SaveAsync(db);
        }

        if (due.Exists(one => one.Status == StatusCodes.Status410Gone))
            await webhooks.DisableAsync(webhookId, "the receiver answered 410 Gone", stopping);
        if (sender.Circuit == CircuitState.Open)
            _leaveAloneUntil = time.GetUtcNow() + TimeSpan.FromSeconds(options.BreakSeconds);
        return due.Count == take && sender.Circuit == CircuitState.Closed;
    }

    /// <summary>What was erased while it was under way has no row any more; of all others it is kept that they were sent.</summary>
    private static async Task SaveAsync(MonitorDbContext db)
    {
        for (var isSaved = false; !isSaved;)
        {
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                isSaved = true;
            }
            catch (DbUpdateConcurrencyException gone) when (gone.Entries.Count > 0)
            {
                foreach (var entry in gone.Entries)
                    entry.State = EntityState.Detached;
            }
        }
    }

    private void Note(DeliveryRow delivery, SendResult result)
    {
        var now = time.GetUtcNow();
        if (result.Kind == SendKind.Broken)
        {
            delivery.NextAt = now + (result.RetryAfter ?? TimeSpan.FromSeconds(options.BreakSeconds));
            return;
        }

        delivery.Rounds++;
        (delivery.Status, delivery.Error) = (result.Status, result.Error);
        var isLost = result.Kind == SendKind.Gone || now - delivery.CreatedAt >= TimeSpan.FromHours(options.GiveUpHours);
        if (result.Kind == SendKind.Delivered)
            (delivery.State, delivery.DoneAt) = (DeliveryState.Delivered, now);
        else if (isLost)
            (delivery.State, delivery.DoneAt) = (DeliveryState.Dead, now);
        else
            delivery.NextAt = now + Pauses[Math.Min(delivery.Rounds, Pauses.Length) - 1];
        metrics.WebhookSent(delivery.State == DeliveryState.Pending ? "failed" : delivery.State == DeliveryState.Dead ? "dead" : "delivered", now - delivery.CreatedAt);
        if (delivery.State == DeliveryState.Dead)
            Log.Dead(log, webhookId, result.Error ?? "refused");
    }

    private async Task TidyAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now < _tidyAt)
            return;
        _tidyAt = now + Tidying;
        var (delivered, dead) = (now.AddDays(-options.KeepDeliveredDays), now.AddDays(-options.KeepDeadDays));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Deliveries
            .Where(one => one.WebhookId == webhookId
                && ((one.State == DeliveryState.Delivered && one.DoneAt < delivered) || (one.State == DeliveryState.Dead && one.DoneAt < dead)))
            .ExecuteDeleteAsync(stopping);
    }

    private static partial class Log
    {
        [LoggerMessage(2701, LogLevel.Warning, "The webhook {Webhook} could not be worked on; it is tried again.")]
        public static partial void Failed(ILogger logger, string webhook, Exception exception);

        [LoggerMessage(2702, LogLevel.Warning, "An event for the webhook {Webhook} is given up: {Error}. It is kept and can be sent again.")]
        public static partial void Dead(ILogger logger, string webhook, string error);
    }
}
