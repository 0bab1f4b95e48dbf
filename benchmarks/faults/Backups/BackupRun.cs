using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Faults.Kills;
using CivilLine.Shared;

namespace CivilLine.Faults.Backups;

/// <summary>Backups while events flow, each restored and compared by a server of its own.</summary>
internal sealed class BackupRun(string server, string cli, int rounds, int players, TextWriter progress)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("civilline-backups-").FullName;
    private readonly List<string> _wrong = [];
    private int _calls, _events, _alerts;
    private double _slowest, _bytes;

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var policy = Path.Combine(_folder, "policy.yaml");
        await File.WriteAllTextAsync(policy, KillRun.Policy, cancel);
        string[] arguments = [$"--CIVILLINE_POLICY={policy}"];
        try
        {
            await using var lives = new ServerLives(server, arguments);
            await lives.StartAsync(cancel);
            var tally = new PlayTally { KeepsEvents = true };
            var (next, isOver) = (-1, false);
            var playing = Task.WhenAll(Enumerable.Range(0, players).Select(async number =>
            {
                using var player = new CallPlayer(lives, tally, bySocket: number % 2 == 0);
                await player.PlayAsync(() => Volatile.Read(ref isOver) ? null : Interlocked.Increment(ref next), cancel);
            }));
            List<Before> backups = [];
            for (var round = 0; round < rounds; round++)
            {
                await Task.WhenAny(playing, Task.Delay(Between, cancel));
                if (playing.IsCompleted)
                    await playing;
                backups.Add(await BackUpAsync(lives, tally, round, cancel));
            }
            Volatile.Write(ref isOver, true);
            await playing;
            foreach (var backup in backups)
                await CompareAsync(await lives.Now, backup, arguments, cancel);
            return new Report(
                "backups",
                new Dictionary<string, double>
                {
                    ["backups"] = rounds,
                    ["events acknowledged in all"] = tally.Events,
                    ["slowest backup, s"] = _slowest,
                    ["largest backup, MB"] = _bytes / 1e6,
                    ["whole calls compared"] = _calls,
                    ["events that were acknowledged before and looked for"] = _events,
                    ["alerts compared by version"] = _alerts,
                },
                _wrong);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<Before> BackUpAsync(ServerLives lives, PlayTally tally, int round, CancellationToken cancel)
    {
        var life = await lives.Now;
        using var http = life.Client();
        // Alerts first: one that came between the two is of a call that is compared only where it is in both.
        var alerts = await AlertsAsync(http, cancel);
        var before = new Before(Path.Combine(_folder, $"{round}.backup"), tally.Calls, tally.Kept, alerts);
        var watch = Stopwatch.StartNew();
        await CliAsync(["backup", "--to", before.File, "--data", lives.Data], cancel);
        _slowest = Math.Max(_slowest, watch.Elapsed.TotalSeconds);
        _bytes = Math.Max(_bytes, new FileInfo(before.File).Length);
        await progress.WriteLineAsync($"  backup {round + 1}: {before.Calls.Count} whole calls, {before.Events.Count} events acknowledged before it");
        return before;
    }

    private async Task CompareAsync(ServerLife original, Before before, string[] arguments, CancellationToken cancel)
    {
        var data = before.File + ".data";
        await CliAsync(["restore", "--from", before.File, "--data", data], cancel);
        await using var restored = await BuiltServer.StartAsync(new ServerStart(server, data, original.Key, arguments), cancel);
        using var http = original.Client();
        foreach (var call in before.Calls)
        {
            _calls++;
            var (was, now) = (await CallRecord.ReadAsync(http, call, cancel), await CallRecord.ReadAsync(restored.Client, call, cancel));
            if (!was.SequenceEqual(now))
                _wrong.AddRange(was.Except(now).Select(line => $"{CallScript.IdOf(call)} in {Path.GetFileName(before.File)} misses {line}"));
        }
        await LookForEventsAsync(restored.Client, before, cancel);
        var alerts = await AlertsAsync(restored.Client, cancel);
        foreach (var (id, version) in before.Alerts)
        {
            _alerts++;
            if (!alerts.TryGetValue(id, out var kept) || kept < version)
                _wrong.Add($"the alert {id} was at version {version} before {Path.GetFileName(before.File)}, and is at {kept} in it");
        }
        await GoOnAsync(restored.Client, alerts.Values.DefaultIfEmpty().Max(), cancel);
    }

    private async Task LookForEventsAsync(HttpClient restored, Before before, CancellationToken cancel)
    {
        foreach (var call in before.Events.Select(body => JsonElement.Parse(body)).GroupBy(one => one.GetProperty("callId").GetString()!))
        {
            using var answer = await restored.GetAsync($"/api/v1/calls/{call.Key}", cancel);
            if (!answer.IsSuccessStatusCode)
            {
                _wrong.Add($"{call.Key} is not in {Path.GetFileName(before.File)} at all");
                continue;
            }
            var detail = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            var kept = detail.GetProperty("fragments").EnumerateArray()
                .Select(one => (one.GetProperty("utteranceId").GetString(), one.GetProperty("revision").GetInt32())).ToHashSet();
            foreach (var said in call.Where(one => one.GetProperty("type").GetString() == "fragment"))
            {
                _events++;
                if (!kept.Contains((said.GetProperty("utteranceId").GetString(), said.GetProperty("revision").GetInt32())))
                    _wrong.Add($"{call.Key} {said.GetProperty("utteranceId")} was acknowledged before {Path.GetFileName(before.File)} and is not in it");
            }
        }
    }

    /// <summary>The server on the backup takes calls, and its cursors go on from where they were.</summary>
    private async Task GoOnAsync(HttpClient restored, long newest, CancellationToken cancel)
    {
        using var body = new StringContent(
            """{"type":"fragment","callId":"after","utteranceId":"u-1","speaker":"customer","text":"i'm going to come down there and kill you"}""",
            System.Text.Encoding.UTF8, "application/x-ndjson");
        using var answer = await restored.PostAsync("/api/v1/events", body, cancel);
        var alerts = await restored.GetFromJsonAsync<JsonElement>("/api/v1/alerts?callId=after", cancel);
        if (!answer.IsSuccessStatusCode || alerts.GetProperty("alerts").EnumerateArray().Any(alert => alert.GetProperty("version").GetInt64() <= newest))
            _wrong.Add($"a new call was answered {(int)answer.StatusCode}, with {alerts} after version {newest}");
    }

    private static async Task<Dictionary<string, long>> AlertsAsync(HttpClient http, CancellationToken cancel)
    {
        var all = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var alert in StoredAlerts.ReadAsync(http, cancel))
            all[alert.GetProperty("id").GetString()!] = alert.GetProperty("version").GetInt64();
        return all;
    }

    private async Task CliAsync(string[] arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [cli, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        await said;
        if (process.ExitCode != 0)
            throw new FaultException($"civilline {arguments[0]} ended with {process.ExitCode}: {await errors}");
    }

    /// <param name="Calls">Those that were over, all of them acknowledged.</param>
    /// <param name="Events">Everything that was acknowledged, as it was sent.</param>
    /// <param name="Alerts">Their versions.</param>
    private sealed record Before(string File, IReadOnlyList<int> Calls, IReadOnlyList<string> Events, IReadOnlyDictionary<string, long> Alerts);
}
