using System.Diagnostics;

namespace CivilLine.Faults.Syncs;

/// <summary>One event at a time, so that each acknowledgement has a sync of its own to wait for.</summary>
internal sealed class SyncsRun(string server, int events, TextWriter progress)
{
    private const int Warming = 50;

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var figures = new Dictionary<string, double>();
        var wrong = new List<string>();
        // By turns, so that what else the machine does falls on both.
        await using var full = await StartAsync("Full", cancel);
        await using var normal = await StartAsync("Normal", cancel);
        var (fulls, normals) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 5; turn++)
        {
            fulls.AddRange(await SendAsync(full, $"f-{turn}", events / 5, cancel));
            normals.AddRange(await SendAsync(normal, $"n-{turn}", events / 5, cancel));
        }
        foreach (var (name, took) in new[] { ("Full", fulls), ("Normal", normals) })
        {
            took.Sort();
            figures[$"{name}: acknowledgement, median, ms"] = took[took.Count / 2];
            figures[$"{name}: acknowledgement, p99, ms"] = took[(int)(took.Count * 0.99)];
        }
        if (await Strace.IsThereAsync(cancel))
        {
            await TraceAsync(full, "Full", figures, wrong, cancel);
            await TraceAsync(normal, "Normal", figures, wrong, cancel);
            if (figures["Full: acknowledgements traced"] < events)
                wrong.Add("not every acknowledgement was found in the trace");
            if (figures["Full: of them without a sync of the log before"] > 0)
                wrong.Add("something was acknowledged before the log was synced");
        }
        else
        {
            await progress.WriteLineAsync("strace is not here, or may not be used: no system calls were looked at");
            figures["Full: acknowledgements traced"] = 0;
        }
        return new Report("syncs", figures, wrong);
    }

    private async Task<ServerLives> StartAsync(string synchronous, CancellationToken cancel)
    {
        var lives = new ServerLives(server, [$"--Store:Synchronous={synchronous}"]);
        await lives.StartAsync(cancel);
        await SendAsync(lives, "warming", Warming, cancel);
        return lives;
    }

    /// <returns>What each acknowledgement took, in milliseconds.</returns>
    private static async Task<List<double>> SendAsync(ServerLives lives, string call, int count, CancellationToken cancel)
    {
        using var source = await EventSource.OpenAsync(await lives.Now, bySocket: false, cancel);
        var took = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            if (!await source.SendAsync(EventSource.Said(call, $"u-{i}", $"my parcel never came {i}"), cancel))
                throw new FaultException("A server at rest answered busy.");
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return took;
    }

    private async Task TraceAsync(
        ServerLives lives, string name, Dictionary<string, double> figures, List<string> wrong, CancellationToken cancel)
    {
        var file = Path.Combine(lives.Data, "trace.txt");
        await using (await Strace.AttachAsync(
            lives.ProcessId, ["-y", "-s", "64", "-e", "trace=fdatasync,fsync,pwrite64,sendto,sendmsg,write,writev", "-o", file], cancel))
            await SendAsync(lives, "traced", events, cancel);
        var trace = SyncTrace.Read(File.ReadLines(file));
        figures[$"{name}: acknowledgements traced"] = trace.Answers;
        figures[$"{name}: of them without a sync of the log before"] = trace.Unsynced;
        figures[$"{name}: syncs of the log"] = trace.Syncs;
        if (trace.Answers == 0)
            wrong.Add($"{name}: no acknowledgement was found in the trace");
    }
}
