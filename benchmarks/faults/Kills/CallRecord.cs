using System.Net.Http.Json;
using System.Text.Json;

namespace CivilLine.Faults.Kills;

/// <summary>
/// What the server keeps of a call, without what differs from run to run: times, ids that were drawn, versions. Two runs of
/// the same script must give the same lines.
/// </summary>
internal static class CallRecord
{
    /// <summary>By themselves, after a time: a run that takes longer has more of them.</summary>
    private static readonly HashSet<string> ByTheClock = ["escalated"];

    public static async Task<IReadOnlyList<string>> ReadAsync(HttpClient http, int call, CancellationToken cancel)
    {
        var detail = await http.GetFromJsonAsync<JsonElement>($"/api/v1/calls/{CallScript.IdOf(call)}", cancel);
        return
        [
            .. Members(detail, "fragments", one => $"fragment {Text(one, "utteranceId", "revision", "isFinal", "speaker", "text", "categories", "severity", "startMs")}").Order(StringComparer.Ordinal),
            .. Members(detail, "alerts", one => $"alert {Text(one, "category", "target", "severity", "detection", "work", "utteranceIds", "text")}").Order(StringComparer.Ordinal),
            .. Members(detail, "moves", one => $"move {Text(one, "from", "to", "rule")}"),
            .. Members(detail, "acts", one => one).Where(one => !ByTheClock.Contains(one.GetProperty("kind").GetString()!))
                .Select(one => $"act {Text(one, "kind", "detail")}"),
            $"call {Text(detail.GetProperty("call"), "step", "endedBy", "peakSeverity", "agentId", "team")}",
        ];
    }

    private static IEnumerable<T> Members<T>(JsonElement of, string name, Func<JsonElement, T> select) =>
        of.GetProperty(name).EnumerateArray().Select(select);

    private static string Text(JsonElement of, params string[] names) =>
        string.Join(' ', names.Select(name => of.TryGetProperty(name, out var value) ? value.GetRawText() : $"no {name}"));
}
