using Microsoft.AspNetCore.Mvc;

namespace CivilLine.Security;

/// <summary>Refusals as <c>application/problem+json</c>, with the <c>code</c> and <c>member</c> that clients act on.</summary>
internal static class Problems
{
    public static IResult Of(int status, string code, string detail, string? member = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (member is not null)
            extensions["member"] = member;
        return Results.Problem(detail, statusCode: status, extensions: extensions);
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        return context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }).AsTask();
    }
}
