using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CivilLine.Load.RealInput;

/// <summary>Alerts by severity and category and by file; no words.</summary>
internal sealed record AlertReport(
    IReadOnlyList<(string Source, int Turns, int CustomerTurns, int Alerts)> Sources,
    IReadOnlyList<(string Kind, int Alerts)> Kinds,
    int Withdrawn)
{
    public static AlertReport Of(IReadOnlyList<Dialogue> dialogues, IReadOnlyList<JsonElement> alerts)
    {
        // One that was withdrawn misled for a moment and no longer: it is counted by itself.
        var standing = alerts.Where(alert => Text(alert, "detection") != "withdrawn").ToList();
        var bySource = standing.CountBy(alert => SourceOf(Text(alert, "callId"))).ToDictionary();
        var sources = dialogues.GroupBy(dialogue => dialogue.Source).Select(group => (
            group.Key,
            group.Sum(dialogue => dialogue.Turns.Count),
            group.Sum(dialogue => dialogue.Turns.Count(turn => turn.Speaker == "customer")),
            bySource.GetValueOrDefault(group.Key)));
        var kinds = standing
            .CountBy(alert => $"{Text(alert, "severity")} {Text(alert, "category")}")
            .OrderByDescending(kind => kind.Value)
            .Select(kind => (kind.Key, kind.Value));
        return new AlertReport([.. sources], [.. kinds], alerts.Count - standing.Count);
    }

    public static IEnumerable<string> Worst(IEnumerable<JsonElement> alerts, int count) => alerts
        .Where(alert => Text(alert, "detection") != "withdrawn")
        .OrderByDescending(Rank)
        .ThenByDescending(alert => alert.GetProperty("score").GetDouble())
        .Take(count)
        .Select(alert => string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(alert, "severity")} {Text(alert, "category")} {alert.GetProperty("score").GetDouble():F2} {Text(alert, "callId")}: {Text(alert, "text")}"));

    public string ToMarkdown(Replay replay)
    {
        var table = new StringBuilder();
        Line($"{replay.Taken} events taken, {replay.Refused} refused.");
        Line($"");
        Line($"| file | turns | of them scored (customer's) | alerts | per 1,000 scored |");
        Line($"| --- | --- | --- | --- | --- |");
        foreach (var (source, turns, customer, alerts) in Sources)
            Line($"| {source} | {turns} | {customer} | {alerts} | {1000.0 * alerts / Math.Max(1, customer):F2} |");
        var (all, scored, raised) = (Sources.Sum(s => s.Turns), Sources.Sum(s => s.CustomerTurns), Sources.Sum(s => s.Alerts));
        Line($"| all | {all} | {scored} | {raised} | {1000.0 * raised / Math.Max(1, scored):F2} |");
        Line($"");
        Line($"| severity and category | alerts |");
        Line($"| --- | --- |");
        foreach (var (kind, alerts) in Kinds)
            Line($"| {kind} | {alerts} |");
        Line($"| raised and withdrawn | {Withdrawn} |");
        return table.ToString();

        void Line(FormattableString line) => table.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static int Rank(JsonElement alert) => Text(alert, "severity") switch
    {
        "critical" => 4,
        "serious" => 3,
        "caution" => 2,
        _ => 1,
    };

    private static string SourceOf(string callId) => callId[..callId.LastIndexOf('-')];

    private static string Text(JsonElement alert, string member) => alert.GetProperty(member).GetString() ?? "";
}
