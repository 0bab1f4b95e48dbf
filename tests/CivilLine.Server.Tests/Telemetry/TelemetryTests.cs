using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Live;
using CivilLine.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CivilLine.Server.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Mark = "zzmarkzz";

    [Fact]
    public async Task Neither_words_nor_calls_nor_people_are_in_any_tag_that_is_exported()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await TestServer.StartAsync(builder => builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddCivilLine().AddProcessor(new Exported(seen))));
        using var meters = new MeterListener();
        // Those of servers that other tests run, and stop, are none of ours.
        var own = server.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == own)
                listener.EnableMeasurementEvents(instrument);
        };
        Listen<int>();
        Listen<long>();
        Listen<double>();
        meters.Start();
        var source = await server.SourceAsync(Mark + "-key");
        await using (await Page.OpenAsync(server))
        {
            await source.SendEventsAsync(
                new { type = "call-started", callId = Mark + "-call", agentId = Mark + "-agent", team = Mark + "-team", caller = Mark + "-caller" },
                new { callId = Mark + "-call", utteranceId = Mark + "-u", speaker = "customer", source = Mark + "-source", text = $"i will kill you {Mark}" },
                new { type = "call-ended", callId = Mark + "-call" });
            await server.Admin.GetAsync($"/api/v1/calls/{Mark}-call");
            await server.Admin.GetAsync($"/api/v1/alerts?callId={Mark}-call");
            await server.Anonymous.GetAsync($"/sign-in?token={Mark}");
            await server.Anonymous.GetAsync($"/nowhere/{Mark}");
            foreach (var name in new[] { "span ingest", "span commit", "span send", "civilline.fragments", "civilline.alerts", "civilline.writer.batch", "civilline.alert.latency" })
                await Eventually.True(() => seen.Any(one => one.StartsWith(name, StringComparison.Ordinal)), name);
        }
        meters.RecordObservableInstruments();
        var scraped = await server.Admin.GetStringAsync("/metrics");

        Assert.DoesNotContain(seen, one => one.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Mark, scraped, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(seen, one => one.Contains("kill you", StringComparison.OrdinalIgnoreCase));

        void Listen<T>() where T : struct => meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
        {
            if (instrument.Meter.Name == CivilLineMetrics.MeterName || instrument.Meter.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
                seen.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
        });
    }

    [Fact]
    public async Task Trace_leads_from_the_way_in_over_the_commit_to_the_send()
    {
        var spans = new ConcurrentQueue<Activity>();
        await using var server = await TestServer.StartAsync(builder => builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddCivilLine().AddProcessor(new Kept(spans))));
        var source = await server.SourceAsync();
        // Spans of servers that other tests run at the same time are heard here too: ours is told by its trace.
        var trace = ActivityTraceId.CreateRandom();
        source.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await source.SendEventsAsync(new { callId = "t-1", utteranceId = "u-1", speaker = "customer", text = "i will kill you" });
        await Eventually.True(
            () => spans.Any(span => span.DisplayName == "send" && span.Links.Any(link => link.Context.TraceId == trace))
                && spans.Any(span => span.DisplayName == "ingest" && span.TraceId == trace),
            "the spans of both ends");

        var ingest = spans.Single(span => span.DisplayName == "ingest" && span.TraceId == trace);
        var score = spans.Single(span => span.DisplayName == "score" && span.TraceId == trace);
        Assert.Equal(ingest.SpanId, score.ParentSpanId);
        Assert.Contains(spans, span => span.DisplayName == "commit" && span.Links.Any(link => link.Context.SpanId == score.SpanId));
        Assert.Contains(spans, span => span.DisplayName == "send" && span.Links.Any(link => link.Context.SpanId == score.SpanId));
    }

    [Fact]
    public async Task Metrics_are_open_to_this_machine_but_not_through_a_proxy()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync("/metrics")).StatusCode);
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.SendAsync(forwarded)).StatusCode);
    }

    private sealed class Kept(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }

    private sealed class Exported(ConcurrentQueue<string> seen) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => seen.Enqueue(
            $"span {data.DisplayName} {data.StatusDescription} "
            + string.Join(' ', data.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))
            + string.Join(' ', data.Events.SelectMany(one => one.Tags).Select(tag => $"{tag.Key}={tag.Value}"))
            + string.Join(' ', data.Baggage.Select(one => $"{one.Key}={one.Value}")));
    }
}
