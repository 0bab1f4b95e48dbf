using System.CommandLine;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Admin;

/// <summary>
/// <c>civilline admin erase</c>, <c>hold</c>, <c>retention</c>, <c>export</c> and <c>scan-redaction</c>: what a data protection officer asks of
/// a running server.
/// </summary>
internal static class PrivacyCommands
{
    /// <summary>Reading all that is kept takes its time.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    public static Command Erase()
    {
        var call = new Option<string?>("--call") { Description = "The call's id." };
        var caller = new Option<string?>("--caller") { Description = "Every call of this caller, as sources name them." };
        var reason = Reason();
        var yes = new Option<bool>("--yes") { Description = "Erase; without it, only print what would be." };
        var command = new Command("erase", "Erase a call, or every call of one caller, with all that hangs on it. There is no way back but a backup.")
        {
            call, caller, reason, yes,
        };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(
            parsed,
            async api =>
            {
                var body = new { callId = parsed.GetValue(call), caller = parsed.GetValue(caller), reason = parsed.GetValue(reason), dryRun = !parsed.GetValue(yes) };
                if (await api.SendAsync(HttpMethod.Post, "erase", body, cancel) is not JsonObject answer)
                    return 1;
                var calls = Objects(answer["calls"]);
                foreach (var one in calls)
                    await api.Output.WriteLineAsync($"{one["callId"]}  {Said((string?)one["outcome"])}{Rows(one["rows"] as JsonObject)}");
                if (calls.Count == 0)
                    await api.Output.WriteLineAsync("no call of this caller");
                foreach (var one in Objects(answer["exports"]))
                    await api.Output.WriteLineAsync($"taken out before: {one["kind"]} {one["callId"]} by {one["by"]} at {one["at"]}");
                foreach (var one in Objects(answer["backups"]))
                    await api.Output.WriteLineAsync($"holds it still: the backup {one["file"]} of {one["at"]}");
                foreach (var note in (answer["notes"] as JsonArray ?? []).Select(note => (string?)note))
                    await api.Output.WriteLineAsync(note);
                if ((bool?)answer["index"] == false)
                    await api.Output.WriteLineAsync("The search index follows within moments.");
                return calls.TrueForAll(one => (string?)one["outcome"] is "erased" or "wouldErase" or "erasedBefore") ? 0 : 1;
            },
            Long));
        return command;
    }

    public static Command Hold()
    {
        var call = new Argument<string>("CALL") { Description = "The call's id." };
        var reason = Reason();
        var put = new Command("put", "Put a call under a legal hold: nothing erases it until it is lifted.") { call, reason };
        put.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed, "holds", new { callId = parsed.GetValue(call), reason = parsed.GetValue(reason) }, answer => $"{answer["callId"]} is under a legal hold", cancel));
        var lift = new Command("lift", "Lift a legal hold.") { call, reason };
        lift.SetAction((parsed, cancel) => AdminCall.PostAsync(
            parsed, "holds/lift", new { callId = parsed.GetValue(call), reason = parsed.GetValue(reason) }, answer => $"{answer["callId"]} is under no legal hold any more", cancel));
        var list = new Command("list", "Print every call under a legal hold: id, since when, who put it, why.");
        list.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            if (await api.SendAsync(HttpMethod.Get, "holds", null, cancel) is not JsonArray all)
                return 1;
            foreach (var one in Objects(all))
                await api.Output.WriteLineAsync($"{one["callId"]}  {one["at"]}  {one["by"]}  {one["reason"]}");
            return 0;
        }));
        return new Command("hold", "Legal holds on calls.") { put, lift, list };
    }

    public static Command Retention()
    {
        var command = new Command("retention", "Print how long calls are kept, the last runs, and when the next is.");
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            if (await api.SendAsync(HttpMethod.Get, "retention", null, cancel) is not JsonObject answer)
                return 1;
            foreach (var rule in Objects(answer["rules"]))
                await api.Output.WriteLineAsync($"{rule["team"] ?? "every other team"}, {rule["category"] ?? "other calls"}: {(rule["days"] is { } days ? $"{days} days" : "for ever")}");
            foreach (var run in Objects(answer["runs"]))
                await api.Output.WriteLineAsync($"{run["at"]}: {run["erased"]} erased, {run["held"]} held, {run["openIncidents"]} with an open incident, {run["failed"]} failed; {run["tookMs"]} ms");
            await api.Output.WriteLineAsync($"{answer["legalHolds"]} legal holds; next run {answer["nextAt"] ?? "never"}");
            return 0;
        }));
        return command;
    }

    public static Command Export()
    {
        var caller = new Option<string?>("--caller") { Description = "A caller, as sources name them." };
        var agent = new Option<string?>("--agent") { Description = "An agent's id." };
        var reason = Reason();
        var to = new Option<FileInfo>("--file") { Description = "The file to write; it must not be there yet.", Required = true };
        var command = new Command("export", "Write everything that is kept of one caller or one agent, a JSON object a line.") { caller, agent, reason, to };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(
            parsed,
            async api =>
            {
                var body = new { caller = parsed.GetValue(caller), agentId = parsed.GetValue(agent), reason = parsed.GetValue(reason) };
                var lines = await api.DownloadAsync(HttpMethod.Post, "export", body, parsed.GetValue(to)!, cancel);
                if (lines is null)
                    return 1;
                await api.Output.WriteLineAsync($"{parsed.GetValue(to)}: {lines} lines");
                return 0;
            },
            Long));
        return command;
    }

    public static Command Scan()
    {
        var fix = new Option<bool>("--fix") { Description = "Rewrite what is found in calls that are over." };
        var command = new Command("scan-redaction", "Read every stored text past today's rules of redaction; exit code 1 where anything is left.") { fix };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(
            parsed,
            async api =>
            {
                if (await api.SendAsync(HttpMethod.Post, "scan-redaction", new { fix = parsed.GetValue(fix) }, cancel) is not JsonObject answer)
                    return 1;
                foreach (var found in Objects(answer["findings"]))
                    await api.Output.WriteLineAsync($"{found["place"]}  {found["kind"]}  {found["count"]}  {string.Join(' ', (found["callIds"] as JsonArray ?? []).Select(id => $"{id}"))}");
                var read = string.Join(", ", ((answer["read"] as JsonObject)!).Select(place => $"{place.Value} {place.Key}"));
                await api.Output.WriteLineAsync($"read {read}; {answer["fixed"]} rewritten, {answer["left"]} left");
                return (int?)answer["left"] == 0 ? 0 : 1;
            },
            Long));
        return command;
    }

    private static Option<string> Reason() => new("--reason") { Description = "Why; it stays in the audit.", Required = true };

    private static List<JsonObject> Objects(JsonNode? array) => [.. (array as JsonArray ?? []).OfType<JsonObject>()];

    private static string Said(string? outcome) => outcome switch
    {
        "erased" => "erased",
        "wouldErase" => "would be erased; add --yes",
        "held" => "kept: under a legal hold",
        "live" => "kept: the call goes on; ask again once it is over",
        "busy" => "kept: the store could not do it now; ask again",
        "erasedBefore" => "was erased before",
        "notFound" => "there is no such call",
        _ => outcome ?? "",
    };

    private static string Rows(JsonObject? rows) => rows is null ? "" : ": " + string.Join(", ", rows.Select(one => $"{one.Value} {one.Key}"));
}
