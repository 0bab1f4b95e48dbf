using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CivilLine.Load;

/// <param name="Rounds">Each measures all ways, every other one backwards, so that what drifts weighs on all alike.</param>
internal sealed record HangPlan(int Rounds, TimeSpan Phase, double Rate, int Calls, int Turns);

/// <summary>
/// The same traffic on one server, turn about without a webhook, with one whose endpoint answers at once, and with one whose
/// endpoint takes every connection and never answers: what an endpoint that hangs costs those who wait for an alert. That one
/// is measured once its outbox has no more room: an hour of hanging leaves it as it is then.
/// </summary>
internal sealed class HangRun(ServerProcess server, Phrases phrases, HangPlan plan, TextWriter progress)
{
    private const int Sockets = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Filling = TimeSpan.FromSeconds(10);

    private static readonly string[] Events = ["alerts", "incidents"];

    private readonly List<LatencyFigures> _without = [];
    private readonly List<LatencyFigures> _answered = [];
    private readonly List<LatencyFigures> _hanging = [];
    private long _waiting;

    public async Task<string> RunAsync(CancellationToken cancel)
    {
        using var hanging = new HangingServer();
        using var prompt = new PromptReceiver();
        (string Name, Uri? Endpoint, List<LatencyFigures> Figures)[] ways =
        [
            ("without", null, _without), ("with an endpoint that answers", prompt.Address, _answered), ("with one that hangs", hanging.Url, _hanging),
        ];
        await using var watch = await AlertWatch.StartAsync(server, cancel);
        await progress.WriteLineAsync("warming up");
        await MeasureAsync(watch, "w", WarmUp, cancel);
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var (name, endpoint, figures) in ways)
            {
                await progress.WriteLineAsync($"round {round + 1} of {plan.Rounds}, {name}");
                async Task<LatencyFigures> Measure()
                {
                    if (endpoint == hanging.Url)
                        await FillAsync(watch, round, cancel);
                    return await MeasureAsync(watch, $"{name[^3..]}{round}", plan.Phase, cancel);
                }
                figures.Add(endpoint is null ? await Measure() : await WithWebhookAsync(endpoint, Measure, cancel));
            }
            Array.Reverse(ways);
        }
        return Table(hanging.Connections);
    }

    private async Task<LatencyFigures> MeasureAsync(AlertWatch watch, string prefix, TimeSpan phase, CancellationToken cancel)
    {
        var traffic = new Traffic(phrases, prefix, plan.Calls, plan.Turns, seed: 1);
        var run = await new OpenLoop(server, traffic, Sockets).RunAsync(plan.Rate, phase, cancel);
        await watch.SettleAsync(cancel);
        return LatencyFigures.Of(run, watch.Take());
    }

    private async Task FillAsync(AlertWatch watch, int round, CancellationToken cancel)
    {
        using var http = server.Client();
        _waiting = 0;
        var before = 0L;
        do
        {
            before = _waiting;
            await MeasureAsync(watch, $"f{round}-{before}", Filling, cancel);
            // What the operator's page is told may be some seconds old.
            await Task.Delay(TimeSpan.FromSeconds(4), cancel);
            var now = await http.GetFromJsonAsync<JsonElement>("/api/v1/operator", cancel);
            _waiting = now.GetProperty("queues").GetProperty("webhooks").GetProperty("waiting").GetInt64();
            await progress.WriteLineAsync($"  {_waiting} events wait");
        }
        while (_waiting > before);
    }

    private async Task<LatencyFigures> WithWebhookAsync(Uri url, Func<Task<LatencyFigures>> measure, CancellationToken cancel)
    {
        using var http = server.Client();
        using var made = await http.PostAsJsonAsync(
            "/api/v1/admin/webhooks", new { name = "measured", url, events = Events }, cancel);
        made.EnsureSuccessStatusCode();
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("id").GetString();
        try
        {
            return await measure();
        }
        finally
        {
            using var gone = await http.PostAsync($"/api/v1/admin/webhooks/{id}/remove", null, CancellationToken.None);
            gone.EnsureSuccessStatusCode();
        }
    }

    private string Table(int connections)
    {
        var table = new StringBuilder();
        Line($"{plan.Rounds} rounds of {plan.Phase.TotalSeconds:F0} s each way at {plan.Rate:F0} fragments/s; the endpoint that hangs held {connections} connections, and {_waiting} events waited for it");
        Line($"");
        Line($"| middle of the rounds (least to most) | without | with an endpoint that answers | with one that hangs |");
        Line($"| --- | --- | --- | --- |");
        Row("alert, p50", at => at.Alert.P50);
        Row("alert, p99", at => at.Alert.P99);
        Row("acknowledged, p50", at => at.Acknowledged.P50);
        Row("acknowledged, p99", at => at.Acknowledged.P99);
        return table.ToString();

        void Row(string name, Func<LatencyFigures, double> of) => Line($"| {name} | {Middle(_without, of)} | {Middle(_answered, of)} | {Middle(_hanging, of)} |");
        void Line(FormattableString line) => table.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Middle(List<LatencyFigures> rounds, Func<LatencyFigures, double> of)
    {
        var sorted = rounds.Select(of).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F1} ms ({sorted[0]:F1}–{sorted[^1]:F1})");
    }
}
