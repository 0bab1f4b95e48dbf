using CivilLine.Audit;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Security.Matrix;

namespace CivilLine.Server.Tests.Audit;

public sealed class AuditRulesTests(ServerFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public void Every_endpoint_that_is_left_out_is_there()
    {
        var doors = Door.All(fixture.Server).Select(door => door.What.Replace("WS ", "GET ", StringComparison.Ordinal)).ToList();
        Assert.Empty(AuditRules.LeftOut.Except(doors));
        output.WriteLine($"endpoints recorded {doors.Count(AuditRules.Covers)}, left out {AuditRules.LeftOut.Count}");
    }

    /// <summary>What shows somebody's calls, or changes anything, is none of those that are left out.</summary>
    [Fact]
    public void Nothing_that_has_a_call_a_person_or_an_incident_in_its_address_is_left_out() =>
        Assert.All(AuditRules.LeftOut, what =>
        {
            Assert.DoesNotContain("{callId}", what, StringComparison.Ordinal);
            Assert.DoesNotContain("{agentId}", what, StringComparison.Ordinal);
            Assert.DoesNotContain("PUT ", what, StringComparison.Ordinal);
        });
}
