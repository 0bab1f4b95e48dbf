using System.Diagnostics;

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

    public static Activity? Score(int fragments) =>
        Source.StartActivity("score")?.SetTag("civilline.fragments", fragments);

    /// <param name="units">A group commit serves many calls, so it belongs to none of their traces and links to none.</param>
    public static Activity? Commit(int units) => Start("commit", default)?.SetTag("civilline.units", units);

    public static Activity? Send(int alerts) =>
        Start("send", default)?.SetTag("civilline.alerts", alerts);

    private static Activity? Start(string name, ActivityContext parent) =>
        Source.StartActivity(name, ActivityKind.Internal, parent);
}
