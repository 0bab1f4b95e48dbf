using CivilLine.Security;

namespace CivilLine.Health;

internal static class OperatorEndpoints
{
    public static void MapOperator(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/operator", (OperatorReads reads, HttpContext context) => reads.NowAsync(context.RequestAborted))
        .RequireAuthorization(Access.Operate)
        .WithName("GetOperator")
        .WithSummary("Sources, model, policy, queues and store as they are; at most three seconds old.")
        .WithTags("Operator")
        .Produces<OperatorView>();
}
