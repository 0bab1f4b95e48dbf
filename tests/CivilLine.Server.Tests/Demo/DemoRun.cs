using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Demo;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Demo;

/// <summary>A demo call played through the real model and the real policy, on the script's own clock.</summary>
internal sealed class DemoRun
{
    private static readonly string Corpora = Path.Combine(AppContext.BaseDirectory, "models", "corpora");
    private static readonly Lazy<WindowScorer> Scorer = new(() => new WindowScorer(ModelBundle.Load(ModelLocator.Find()).Scorer));
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly StringBuilder _trace = new();
    private TimeSpan _last;

    public List<AlertChange> Alerts { get; } = [];

    public List<LadderMove> Moves { get; } = [];

    /// <summary>The banner after each thing that was said, with its moment.</summary>
    public List<(TimeSpan At, Banner Banner)> Banners { get; } = [];

    public string Trace => _trace.ToString();

    public static DemoRun Play(string name)
    {
        var call = DemoScript.Load(Corpora).Moments.Single(one => one.Call == name);
        var run = new DemoRun();
        var monitor = new CallMonitor(name, Start, Scorer.Value, Policy.Default);
        foreach (var step in DemoPlan.Of(call, name, DemoPeople.Find(call.AgentId!), Start))
        {
            // The holds of the policy end between the words too.
            for (var at = run._last; at < step.At; at += TimeSpan.FromMilliseconds(250))
                if (monitor.Tick(Start + at))
                    run.Take(monitor, at);
            run._last = step.At;
            if (step.Line is not { } line)
                continue;
            if (monitor.Apply(Event(line), Start + step.At) is { Kind: not OutcomeKind.Accepted } outcome)
                Assert.Fail($"{line} was {outcome}");
            run.Take(monitor, step.At);
        }
        return run;
    }

    private void Take(CallMonitor monitor, TimeSpan at)
    {
        if (monitor.TakeChanges() is not { } changes)
            return;
        foreach (var fragment in changes.Fragments.Where(one => one.Fragment.IsFinal))
            _trace.AppendLine(CultureInfo.InvariantCulture, $"{at.TotalSeconds,6:0.0} {fragment.Fragment.Speaker}: {fragment.Fragment.Text} [{fragment.Assessment.Categories} {fragment.Assessment.Severity}]");
        foreach (var change in changes.Alerts)
            _trace.AppendLine(CultureInfo.InvariantCulture, $"{at.TotalSeconds,6:0.0}   ALERT {change.Alert.Category} {change.Alert.Severity} {change.Alert.Detection} {change.Alert.Score:0.00} '{change.Alert.Text}'");
        foreach (var move in changes.Moves)
            _trace.AppendLine(CultureInfo.InvariantCulture, $"{at.TotalSeconds,6:0.0}   MOVE {move.From} → {move.To} by {move.Rule}");
        Alerts.AddRange(changes.Alerts);
        Moves.AddRange(changes.Moves);
        Banners.Add((at, monitor.Banner(Start + at)));
    }

    private static TranscriptEvent Event(string line)
    {
        var json = JsonElement.Parse(line);
        return (json.TryGetProperty("type", out var type) ? type.GetString() : "fragment") switch
        {
            "call-started" => json.Deserialize<CallStarted>(Json.Options)!,
            "call-ended" => json.Deserialize<CallEnded>(Json.Options)!,
            _ => json.Deserialize<Fragment>(Json.Options)! with { TextHash = (UInt128)(uint)line.GetHashCode(StringComparison.Ordinal) },
        };
    }
}
