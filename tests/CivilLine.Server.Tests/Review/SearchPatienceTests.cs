using System.Net;
using System.Text.Json;
using CivilLine.Review.Search;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed class SearchPatienceTests
{
    [Fact]
    public async Task Search_and_what_if_say_that_they_were_stopped_when_the_query_takes_too_long()
    {
        await using var desk = await Reviewers.StartAsync(builder => builder.Services.AddSingleton(
            provider => ActivatorUtilities.CreateInstance<CallSearch>(provider, new LeapingTime())));
        // Enough rows for the query to be looked at while it runs.
        await desk.Source.SendEventsAsync([.. Enumerable.Range(0, 150).Select(i => (object)new { type = "call-started", callId = $"c-{i}", team = "billing" })]);
        await desk.Source.SendEventsAsync([.. Enumerable.Range(0, 150).Select(i => (object)new { type = "call-ended", callId = $"c-{i}" })]);

        using var searched = await desk.Quinn.GetAsync("/api/v1/review/calls?labels=none", TestContext.Current.CancellationToken);
        var (status, problem) = await Reviewers.RefusedAsync(
            desk.Quinn, "/api/v1/review/what-if", new { policy = "name: tried\ncategories:\n  hostility:\n    alertsFrom: serious\n", search = "labels=none" });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, searched.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("too-broad", "search"), (problem.GetProperty("code").GetString(), problem.GetProperty("member").GetString()));
        Assert.Contains("Narrow it", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Whoever looks twice finds that ten seconds went by.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _at;

        public override long GetTimestamp() => Interlocked.Add(ref _at, 10 * TimestampFrequency);
    }
}
