using System.Diagnostics;
using OpenTelemetry;

namespace CivilLine.Telemetry;

/// <summary>ASP.NET Core's own spans name the path and the query, in which calls and tokens stand; the route is enough.</summary>
internal sealed class IdentifierScrubber : BaseProcessor<Activity>
{
    private static readonly string[] Telling = ["url.path", "url.query", "url.full", "client.address", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Telling)
            data.SetTag(tag, null);
    }
}
