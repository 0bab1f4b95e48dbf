using CivilLine.Audit;
using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Search;

internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder endpoints)
    {
        var review = endpoints.MapGroup("/api/v1/review").WithTags("Review").RequireAuthorization(Access.Review);
        review.MapGet("/calls", ListAsync)
            .WithSummary("Calls by team, category, worst severity, start, labels, and whether they go on; newest first, 'next' goes on as 'after'.")
            .Produces<SearchPage>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        review.MapPost("/calls/search", SearchAsync)
            .WithSummary("Calls by words said in them ('q'), team, category, worst severity, start, labels, and whether they go on; newest first, 'next' goes on as 'after'.")
            .Produces<SearchPage>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        review.MapPost("/calls/{callId}/matches", MatchesAsync)
            .WithSummary("Where a search's words ('q') stand in one call, in the order of its transcript.")
            .Produces<CallMatches>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        review.MapGet("/choices", (HttpContext context, Roster roster) => Choices(context.Viewer(), roster))
            .WithSummary("What a reviewer may filter by.");
    }

    private static Task<IResult> ListAsync(HttpContext context, CallSearch search)
    {
        var reader = new QueryReader(context.Request.Query);
        reader.NotInAddress("q", "/api/v1/review/calls/search");
        return FindAsync(reader, context, search);
    }

    private static Task<IResult> SearchAsync(SearchAsked asked, HttpContext context, CallSearch search)
    {
        AuditTrail.About(context, "team", asked.Team);
        return FindAsync(asked.Reader(), context, search);
    }

    private static async Task<IResult> FindAsync(QueryReader reader, HttpContext context, CallSearch search)
    {
        var query = SearchQuery.Read(reader);
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        return await search.FindAsync(query, context.Viewer(), context.RequestAborted) is { } page
            ? Results.Ok(page)
            : TooBroad("q");
    }

    private static async Task<IResult> MatchesAsync(string callId, WordsAsked asked, HttpContext context, MonitorDbContext db, CallSearch search)
    {
        var reader = QueryReader.Of(("q", asked.Q));
        var terms = SearchQuery.Read(reader).Terms;
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var call = await db.Calls.AsNoTracking().FirstOrDefaultAsync(one => one.CallId == callId, context.RequestAborted);
        if (call is null || !context.Viewer().Sees(call.Team, call.AgentId))
            return ActProblems.Of(context, Refusals.NoSuchCall);
        return await search.MatchesAsync(terms, call.Key, context.RequestAborted) is { } matches ? Results.Ok(matches) : TooBroad("q");
    }

    /// <param name="member">What has to be narrowed.</param>
    public static IResult TooBroad(string member) => Problems.Of(
        StatusCodes.Status503ServiceUnavailable, "too-broad",
        $"The search was stopped after {CallSearch.Patience.TotalSeconds:0} s. Narrow it by date, team or a rarer word.", member);

    private static SearchChoices Choices(Viewer viewer, Roster roster) => new(
        [.. roster.Now.Teams.Values.Where(team => viewer.Teams is null || viewer.Teams.Contains(team.Id))
            .OrderBy(team => team.Name, StringComparer.CurrentCulture).Select(team => new TeamName(team.Id, team.Name))]);
}
