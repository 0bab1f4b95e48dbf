using System.Net;
using CivilLine.Privacy;
using CivilLine.Review;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Privacy;

public sealed class HoldTests(ServerFixture fixture)
{
    private readonly string _call = Lines.NewCall();

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task Held_call_is_not_erased_until_the_hold_is_lifted()
    {
        await SayAsync();
        await Server.Admin.PostJsonAsync("/api/v1/admin/holds", new { callId = _call, reason = "a court asks" });

        var held = await Server.EraseAsync(new { callId = _call, reason = "asked" });
        Assert.Equal(ErasureOutcome.Held, held.Calls[0].Outcome);
        Assert.Single((await Server.CallAsync(_call)).Fragments);

        await Server.Admin.PostJsonAsync("/api/v1/admin/holds/lift", new { callId = _call, reason = "the court has ruled" });
        var erased = await Server.EraseAsync(new { callId = _call, reason = "asked" });
        Assert.Equal(ErasureOutcome.Erased, erased.Calls[0].Outcome);
    }

    [Fact]
    public async Task Hold_and_its_end_are_listed_and_in_the_audit_with_who_and_why()
    {
        await SayAsync();

        await Server.Admin.PostJsonAsync("/api/v1/admin/holds", new { callId = _call, reason = "a court asks" });
        var listed = (await Server.GetAsync<HoldView[]>("/api/v1/admin/holds")).Where(hold => hold.CallId == _call);
        await Server.Admin.PostJsonAsync("/api/v1/admin/holds/lift", new { callId = _call, reason = "the court has ruled" });

        Assert.Equal(["a court asks"], listed.Select(hold => hold.Reason));
        Assert.DoesNotContain(await Server.GetAsync<HoldView[]>("/api/v1/admin/holds"), hold => hold.CallId == _call);
        Assert.Equal(
            [("legalHoldPut", "a court asks"), ("legalHoldLifted", "the court has ruled")],
            Server.Services.GetRequiredService<ReviewActs>().Of(_call).Select(act => (act.Kind, act.Detail!)));
    }

    [Fact]
    public async Task Call_that_is_not_there_is_not_held()
    {
        Assert.Equal(HttpStatusCode.NotFound, await Server.Admin.StatusAsync("/api/v1/admin/holds", new { callId = _call, reason = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await Server.Admin.StatusAsync("/api/v1/admin/holds/lift", new { callId = _call, reason = "x" }));
    }

    private async Task SayAsync() => await Server.PostAsync(Lines.Said(_call, "u-1", "hello"), Lines.Ended(_call));
}
