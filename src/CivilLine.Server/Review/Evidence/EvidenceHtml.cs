using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Evidence;

/// <summary>A pack to read and to print: one file, no script, nothing fetched from anywhere.</summary>
internal static class EvidenceHtml
{
    /// <summary>What the file may do, in its own words and in the answer's header: apply its one style sheet.</summary>
    public static readonly string ContentPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(EvidenceStyle.Sheet)))}'; "
        + "base-uri 'none'; form-action 'none'";

    public static string Of(EvidencePack pack, JsonObject chain, string by, DateTimeOffset at) => Html.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{ContentPolicy}">
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
        <title>Evidence of call {pack.Call.CallId}</title>{EvidenceStyle.Tag}</head><body>
        <h1>Evidence of call {pack.Call.CallId}</h1>
        <p class="note">{EvidencePack.Note}</p>
        {Facts(pack)}
        {Warnings(pack)}
        {Told(pack)}
        {Alerts(pack)}
        {Steps(pack)}
        {Transcript(pack)}
        {Chain(chain, by, at)}
        </body></html>

        """).ToString();

    private static Html Facts(EvidencePack pack)
    {
        var call = pack.Call;
        (string Name, string? Value)[] facts =
        [
            ("Agent", call.AgentName is null ? call.AgentId : $"{call.AgentName} ({call.AgentId})"),
            ("Team and queue", string.Join(", ", new[] { call.Team, call.Queue }.OfType<string>())),
            ("Caller (opaque)", call.Caller),
            ("Started", Moment(call.StartedAt)),
            ("Ended", call.EndedAt is { } end ? $"{Moment(end)}, by {Words(call.EndedBy)}{(call.EndedByName is { } name ? $" ({name})" : "")}" : null),
            ("Reason", call.EndReason),
            ("Step at the end", call.Frozen ? "held for safeguarding" : Words(call.Step)),
            ("Worst severity", Words(call.PeakSeverity)),
            ("Models", string.Join(", ", pack.Versions.Models)),
            ("Policies", string.Join(", ", pack.Versions.Policies)),
        ];
        return Html.Of($"""
            <table class="facts">{Html.Each(facts.Where(fact => !string.IsNullOrEmpty(fact.Value)), fact => Html.Of(
                $"<tr><th scope=\"row\">{fact.Name}</th><td>{fact.Value}</td></tr>"))}</table>
            """);
    }

    private static Html Warnings(EvidencePack pack) => Section(
        "Warnings given", "No warning was given.", pack.Warnings, warning => Html.Of(
            $"<tr><td>{Offset(pack, warning.At)}</td><td>{(warning.IsLast ? "last warning" : "warning")}</td><td>{warning.Words}</td><td>{warning.How}</td><td>{(warning.Step is null ? "no change" : Words(warning.Step))}</td></tr>"),
        "Into the call", "What", "Words", "How it is known", "Step");

    private static Html Told(EvidencePack pack) => Section(
        "Who was told, and what they did", "Nobody acted on this call.", pack.Told.OrderBy(told => told.At), told => Html.Of(
            $"<tr><td>{Moment(told.At)}</td><td>{told.Who}</td><td>{Spaced(told.What)}</td><td>{told.Detail} {told.Reason}</td></tr>"),
        "When", "Who", "What", "Detail");

    private static Html Alerts(EvidencePack pack) => Section(
        "Alerts", "No alert was raised.", pack.Alerts, alert => Html.Of(
            $"<tr><td>{Clock(alert.StartMs)}</td><td>{Words(alert.Category)}</td><td>{Words(alert.Severity)}</td><td>{Words(alert.Detection)}, {Words(alert.Work)}</td><td>{Marked(alert)}</td><td>{alert.Score.ToString("0.00", CultureInfo.InvariantCulture)}</td></tr>"),
        "Into the call", "Category", "Severity", "State", "Words, those that weighed most marked", "Score");

    private static Html Steps(EvidencePack pack) => Section(
        "The ladder", "The call stayed calm.", pack.Steps, step => Html.Of(
            $"<tr><td>{Offset(pack, step.At)}</td><td>{Words(step.From)} to {Words(step.To)}</td><td>{step.Because}</td><td>{step.Rule}</td><td>{step.PolicyVersion} / {step.ModelVersion}</td></tr>"),
        "Into the call", "Step", "Because", "Rule", "Policy / model");

    private static Html Transcript(EvidencePack pack) => Section(
        "Transcript", "Nothing was said.", pack.Transcript, line => Html.Of(
            $"<tr class=\"{(line.Speaker == Speaker.Agent ? "agent" : "caller")}\"><td>{Clock(line.StartMs)}</td><td>{Words(line.Speaker)}</td><td>{line.Text}{(line.IsFinal ? "" : " (never finished)")}{(line.Late ? " (arrived after the end)" : "")}</td><td>{string.Join(", ", line.Categories.Select(category => Words(category)))}</td></tr>"),
        "Into the call", "Speaker", "Words", "Found");

    private static Html Chain(JsonObject chain, string by, DateTimeOffset at) => Html.Of($"""
        <section><h2>Integrity</h2>
        <p>This page was made from {chain["entries"]!.AsArray().Count} entries, each of which carries the SHA-256 hash of the one before.
        The hash of the last of them, the head, is</p><p class="head">{(string)chain["head"]!}</p>
        <p>The same pack in JSON has all entries. Whoever holds it can check it without the server that made it:</p>
        <p><code>civilline evidence verify FILE --head {(string)chain["head"]!}</code></p>
        <p>Printed by {by}, {Moment(at)}. Each export is recorded by the server with its head.</p>
        <table class="chain"><thead><tr><th scope="col">Entry</th><th scope="col">Kind</th><th scope="col">Hash</th></tr></thead><tbody>{Html.Each(
            chain["entries"]!.AsArray(), entry => Html.Of(
                $"<tr><td>{(int)entry!["number"]!}</td><td>{(string)entry["kind"]!}</td><td>{(string)entry["hash"]!}</td></tr>"))}</tbody></table></section>
        """);

    private static Html Section<T>(string title, string none, IEnumerable<T> rows, Func<T, Html> row, params string[] columns)
    {
        var all = rows.ToList();
        return all.Count == 0
            ? Html.Of($"<section><h2>{title}</h2><p>{none}</p></section>")
            : Html.Of($"<section><h2>{title}</h2><table><thead><tr>{Html.Each(columns, column => Html.Of($"<th scope=\"col\">{column}</th>"))}</tr></thead><tbody>{Html.Each(all, row)}</tbody></table></section>");
    }

    private static Html Marked(AlertView alert)
    {
        var marked = Html.Empty;
        var at = 0;
        foreach (var span in alert.Highlights.Where(span => span.Start >= at && span.Start + span.Length <= alert.Text.Length).OrderBy(span => span.Start))
        {
            if (span.Start < at)
                continue;
            marked = Html.Of($"{marked}{alert.Text[at..span.Start]}<mark>{alert.Text.Substring(span.Start, span.Length)}</mark>");
            at = span.Start + span.Length;
        }
        return Html.Of($"{marked}{alert.Text[at..]}");
    }

    private static string Offset(EvidencePack pack, DateTimeOffset at) => Clock((long)(at - pack.Call.StartedAt).TotalMilliseconds);

    private static string Clock(long ms) => TimeSpan.FromMilliseconds(Math.Max(0, ms)).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Words<T>(T? value) where T : struct, Enum => value is { } known ? Spaced(known.ToString()) : "";

    private static string Words<T>(T value) where T : struct, Enum => Spaced(value.ToString());

    private static string Spaced(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');
}
