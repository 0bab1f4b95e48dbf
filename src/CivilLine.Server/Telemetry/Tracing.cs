using System.Diagnostics;
using CivilLine.Store;

namespace CivilLine.Telemetry;

/// <summary>
/// Spans over the way of a fragment: ingest → score → commit → send. They carry counts, never text and never an
/// id of a call or a person. Nothing is made while nobody listens.
/// </summary>
internal static class Tracing
{
    public const string SourceName = "CivilLine";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Ingest() => Source.StartActivity("ingest", ActivityKind.Server);

    /// <param name="parent">The <c>traceparent</c> of the span that brought the events.</param>
    public static Activity? Score(int events, string? parent) =>
        Source.HasListeners() && ActivityContext.TryParse(parent, null, out var context)
            ? Source.StartActivity("score", ActivityKind.Internal, context)?.SetTag("civilline.events", events)
            : null;

    /// <summary>A group commit serves many calls: it belongs to none of their traces and links to each.</summary>
    public static Activity? Commit(IReadOnlyList<StoreUnit> units) => Source.HasListeners()
        ? Linked("commit", units.Select(unit => unit.Trace))?.SetTag("civilline.units", units.Count)
        : null;

    public static Activity? Send(int alerts, IReadOnlyList<CommittedUnit> units) => Source.HasListeners()
        ? Linked("send", units.Where(unit => unit.Alerts.Count > 0).Select(unit => unit.Trace))
            ?.SetTag("civilline.alerts", alerts)
        : null;

    private static Activity? Linked(string name, IEnumerable<ActivityContext> traces) => Source.StartActivity(
        ActivityKind.Internal,
        parentContext: default,
        links: traces.Where(trace => trace != default).Select(trace => new ActivityLink(trace)),
        name: name);
}
