using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Privacy;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Shared;
using CivilLine.Store;
using CivilLine.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Telemetry;

public sealed partial class GrafanaBoardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_metric_that_the_board_names_is_one_that_the_server_exports()
    {
        var expressions = Expressions();
        Assert.All(expressions, one => Assert.Matches(Selector(), one));
        var named = expressions.SelectMany(one => Selector().Matches(one).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.True(named.Count > 20, $"The board names {named.Count} metrics alone.");

        await using var server = await TestServer.StartAsync();
        await MeasureAsync(server);

        await Eventually.Seen(
            "every metric of the board at /metrics",
            async () => named.Except(Exported(await server.Admin.GetStringAsync("/metrics", Token))).Order().ToList(),
            missing => missing.Count == 0);
    }

    [Fact]
    public async Task Every_metric_of_the_server_is_on_the_board()
    {
        var measured = new ConcurrentBag<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == CivilLineMetrics.MeterName)
                measured.Add(instrument.Name.Replace('.', '_'));
        };
        meters.Start();
        await using var server = await TestServer.StartAsync();
        var board = Expressions().SelectMany(one => Selector().Matches(one).Select(match => Ending().Replace(match.Groups[1].Value, ""))).ToHashSet();

        Assert.NotEmpty(measured);
        Assert.Empty(measured.Distinct().Except(board).Order());
    }

    /// <summary>Once each: what was never measured is not exported.</summary>
    private static async Task MeasureAsync(TestServer server)
    {
        var source = await server.SourceAsync();
        await source.SendEventsAsync(
            new { type = "call-started", callId = "c-1", agentId = "a-1", startedAt = TimeProvider.System.GetUtcNow().AddSeconds(-9) },
            new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "i will kill you [profanity]", startMs = 0, endMs = 1000 },
            new { callId = "c-1", utteranceId = "u-2", isFinal = false, speaker = "customer", text = "i will find you and i will kill you", startMs = 2000, endMs = 3000 });
        var call = (await server.Admin.GetFromJsonAsync<CallDetail>("/api/v1/calls/c-1", Json.Options, Token))!.Call;
        var metrics = server.Services.GetRequiredService<CivilLineMetrics>();
        var act = new ActTaken(new PolicyAct("escalated"), TimeProvider.System.GetUtcNow())
        {
            SeenAfter = TimeSpan.FromSeconds(5), ClosedAfter = TimeSpan.FromSeconds(9),
        };
        metrics.Worked(new CommittedUnit(1, call, [], [], 0, Acts: [act]) { OwnerKeyId = "key" }, new Dictionary<string, Team>());
        metrics.Rejected("invalid");
        metrics.CallErased(ErasedWhy.Retention);
        metrics.Unscored("pbx");
        metrics.Exposed(TimeSpan.FromSeconds(2));
        metrics.ShadowHeard("scored", 1);
        metrics.ShadowDecided(WhatIfChange.Lost, Category.Threat, Severity.Critical);
        metrics.WebhookSent("delivered", TimeSpan.FromSeconds(1));
        metrics.BroadcasterMissed();
        // The heap's size after the last collection is not there before the first.
        GC.Collect();
    }

    private static HashSet<string> Exported(string scraped) => [.. Sample().Matches(scraped).Select(match => match.Groups[1].Value)];

    private static List<string> Expressions()
    {
        using var board = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana", "civilline.json")));
        return [.. board.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    /// <summary>The board filters every metric by its job, so that what stands before a brace is one.</summary>
    [GeneratedRegex(@"([a-z][a-z0-9_]*)\{")]
    private static partial Regex Selector();

    /// <summary>What Prometheus has after an instrument's name: its unit and its kind.</summary>
    [GeneratedRegex("(_seconds|_bytes)?(_total|_bucket|_sum|_count)?$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^([a-z][a-z0-9_]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
