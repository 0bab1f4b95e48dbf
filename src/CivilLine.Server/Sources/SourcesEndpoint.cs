using CivilLine.Health;
using CivilLine.Security;

namespace CivilLine.Sources;

/// <summary><c>GET /api/v1/sources</c>: what each source brings, and whether its vendor hides words on the way.</summary>
internal static class SourcesEndpoint
{
    public static void MapSourceStates(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/sources", (SourceStates sources) => new SourceList(sources.Now()))
        .RequireAuthorization(Access.Operate)
        .WithName("GetSources")
        .WithSummary("Configured sources and keys: state, lag, masked words seen, whether the vendor's profanity filter is on and how to turn it off.")
        .WithTags("Operator")
        .Produces<SourceList>();
}

internal sealed record SourceList(IReadOnlyList<SourceView> Sources);
