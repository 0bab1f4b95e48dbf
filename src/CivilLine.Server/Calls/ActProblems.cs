using CivilLine.Escalation;
using CivilLine.Security;

namespace CivilLine.Calls;

internal static class ActProblems
{
    /// <summary>A refused act as a problem, with the status that goes with its code.</summary>
    public static IResult Of(HttpContext context, in Outcome outcome)
    {
        var status = outcome.Code switch
        {
            Refusals.NotFoundCode => StatusCodes.Status404NotFound,
            Refusals.ForbiddenCode => StatusCodes.Status403Forbidden,
            Refusals.BusyCode => StatusCodes.Status429TooManyRequests,
            "conflict" => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        if (status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "1";
        return Problems.Of(status, outcome.Code!, outcome.Message!, outcome.Member);
    }
}
