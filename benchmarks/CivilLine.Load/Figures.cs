using System.Globalization;
using System.Text;
using System.Text.Json;
using HdrHistogram;

namespace CivilLine.Load;

/// <summary>All that a run measured; times in milliseconds.</summary>
internal sealed record Figures(
    Machine Machine,
    LoadPlan Plan,
    TimeSpan? StartToReady,
    long? IdleBytes,
    Throughput Saturation,
    IReadOnlyList<LatencyFigures> Latencies,
    long? LoadedBytes,
    long? LiveBytes,
    AlertCount Alerts)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public string ToMarkdown()
    {
        var table = new StringBuilder();
        Line($"{Machine.Processor}, {Machine.Cores} cores shared with the driver, {Machine.Runtime}, {Machine.System}");
        Line($"");
        Line($"| what | measured |");
        Line($"| --- | --- |");
        if (StartToReady is { } start)
            Line($"| start to ready | {start.TotalSeconds:F1} s |");
        Line($"| durable fragments at saturation ({Plan.Calls} calls) | {Saturation.FragmentsPerSecond:F0}/s over {Saturation.Took.TotalSeconds:F0} s |");
        Line($"| refused at saturation | {Saturation.Rejected} rejected, {Saturation.Busy} busy |");
        if (Saturation.ServerProcessor is { } processor && Saturation.Fragments > 0)
            Line($"| server's processor time a fragment | {processor.TotalMicroseconds / Saturation.Fragments:F0} µs |");
        foreach (var at in Latencies)
        {
            Line($"| alert in the client's hands at {at.Rate:F0}/s ({at.Alert.Count} alerts) | p50 {at.Alert.P50:F1} ms, p99 {at.Alert.P99:F1} ms, p99.9 {at.Alert.P999:F1} ms |");
            Line($"| acknowledged (durable) at {at.Rate:F0}/s ({at.Errors} errors) | p50 {at.Acknowledged.P50:F1} ms, p99 {at.Acknowledged.P99:F1} ms, p99.9 {at.Acknowledged.P999:F1} ms |");
        }
        if (IdleBytes is { } idle)
            Line($"| memory after start | {idle / 1e6:F0} MB |");
        if (LoadedBytes is { } loaded)
            Line($"| memory after all of the above | {loaded / 1e6:F0} MB |");
        if (LiveBytes is { } live)
            Line($"| memory with {Plan.LiveCalls} live calls at {Plan.Rate:F0}/s, a server started for it | {live / 1e6:F0} MB |");
        Line($"| alerts stored / received by the client | {Alerts.Stored} / {Alerts.Received} |");
        return table.ToString();

        void Line(FormattableString line) => table.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}

internal sealed record AlertCount(int Stored, int Received);

/// <param name="Alert">From the moment the words should have left to the alert in the SignalR client's hands.</param>
internal sealed record LatencyFigures(double Rate, long Sent, long Errors, Percentiles Alert, Percentiles Acknowledged)
{
    public static LatencyFigures Of(RateRun run, LongHistogram alerts) =>
        new(run.Rate, run.Sent, run.Errors, Percentiles.Of(alerts), Percentiles.Of(run.Acknowledged));
}

internal sealed record Percentiles(long Count, double P50, double P99, double P999, double Max)
{
    public static Percentiles Of(LongHistogram microseconds) => microseconds.TotalCount == 0
        ? new Percentiles(0, double.NaN, double.NaN, double.NaN, double.NaN)
        : new Percentiles(
            microseconds.TotalCount,
            microseconds.GetValueAtPercentile(50) / 1000.0,
            microseconds.GetValueAtPercentile(99) / 1000.0,
            microseconds.GetValueAtPercentile(99.9) / 1000.0,
            microseconds.GetMaxValue() / 1000.0);
}
