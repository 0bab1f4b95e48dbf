using System.Text.Json.Nodes;
using CivilLine.Audit;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>Beyond who is let in: that a team's people are shown their team's calls alone, wherever something is read.</summary>
public sealed class ScopeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private Cast _cast = null!;
    private Aims _aims = null!;

    public async ValueTask InitializeAsync()
    {
        _cast = await Cast.StartAsync();
        _aims = new Aims(_cast);
        await _aims.PrepareAsync();
    }

    public ValueTask DisposeAsync() => _cast.DisposeAsync();

    [Fact]
    public async Task Nothing_of_another_team_is_in_any_answer_of_any_endpoint_that_reads()
    {
        var doors = Door.All(_cast.Server).Where(door => door.Method == "GET" || AuditTrail.IsLook(door.What)).ToList();
        var leaks = new List<string>();
        var (read, own) = (0, 0);
        foreach (var (who, mine, theirs) in Cast.OfTeamA.Select(who => (who, _cast.A, _cast.B)).Concat(Cast.OfTeamB.Select(who => (who, _cast.B, _cast.A))))
            foreach (var door in doors)
                foreach (var query in Tempting(theirs))
                {
                    var address = await _aims.AddressAsync(door, mine);
                    var (status, body) = await door.KnockAsync(
                        _cast.Server, _cast[who], address + (address.Contains('?') ? "&" : "?") + query, door.Method == "GET" ? null : $$"""{"q":"{{theirs.Word}}"}""");
                    read++;
                    if (status == 200 && body.Contains(mine.Word, StringComparison.Ordinal))
                        own++;
                    if (theirs.Marks.FirstOrDefault(mark => body.Contains(mark, StringComparison.Ordinal)) is { } mark)
                        leaks.Add($"{door.What}?{query}: {who} was shown '{mark}'");
                }

        output.WriteLine($"answers read {read}, of them {own} with words of the reader's own team");
        Assert.Empty(leaks);
        Assert.InRange(own, 150, read);
    }

    [Fact]
    public async Task Ids_of_another_team_are_answered_as_ids_that_do_not_exist()
    {
        var table = AccessTable.Read();
        var doors = Door.All(_cast.Server).Where(door => !door.IsSocket && table[door.What].Refused.Values.Contains(404) && door.Path.Contains('{')).ToList();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var who in Cast.OfTeamA)
            foreach (var door in doors.Where(door => table[door.What].In.Contains(who)))
            {
                var (theirs, nowhere) = (await _aims.AddressAsync(door, _cast.B), await _aims.AddressAsync(door, Nowhere));
                if (theirs == nowhere)
                    continue;
                var known = await door.KnockAsync(_cast.Server, _cast[who], theirs, Aims.Body(door));
                var unknown = await door.KnockAsync(_cast.Server, _cast[who], nowhere, Aims.Body(door));
                tried++;
                if (known.Status != 404 || Plain(known.Body, _cast.B) != Plain(unknown.Body, Nowhere))
                    wrong.Add($"{door.What}: {who} was answered {known} for another team's and {unknown} for nothing");
            }

        output.WriteLine($"foreign ids tried {tried}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(tried, 40, int.MaxValue);
    }

    [Fact]
    public async Task Operator_is_shown_no_word_and_no_agent_of_any_call()
    {
        var leaks = new List<string>();
        var read = 0;
        foreach (var door in Door.All(_cast.Server).Where(door => door.Method == "GET"))
            foreach (var query in Tempting(_cast.A).Concat(Tempting(_cast.B)))
            {
                var address = await _aims.AddressAsync(door);
                var (status, body) = await door.KnockAsync(_cast.Server, _cast["operator"], address + (address.Contains('?') ? "&" : "?") + query, null);
                read += status == 200 ? 1 : 0;
                leaks.AddRange(_cast.A.Marks.Concat(_cast.B.Marks).Where(mark => body.Contains(mark, StringComparison.Ordinal)).Select(mark => $"{door.What}: '{mark}'"));
            }

        Assert.Empty(leaks);
        Assert.InRange(read, 50, int.MaxValue);
    }

    private static readonly Team Nowhere = new("nowhere", "ag-nobody", "nothing", "live-nothing", "over-nothing", "both-nothing") { IncidentId = "inc-nothing", AlertId = "al-nothing" };

    /// <summary>What somebody might write into an address to be shown more.</summary>
    private static IEnumerable<string> Tempting(Team theirs) =>
    [
        "", $"team={theirs.Id}", $"callId={theirs.LiveCall}", $"q={theirs.Word}", $"agentId={theirs.AgentId}",
    ];

    /// <summary>Without what was asked for, and the number of the request.</summary>
    private static string Plain(string body, Team asked)
    {
        if (body.StartsWith('{') && JsonNode.Parse(body) is JsonObject problem)
        {
            problem.Remove("traceId");
            body = problem.ToJsonString();
        }
        return asked.Marks.OrderByDescending(mark => mark.Length).Aggregate(body, (text, mark) => text.Replace(mark, "", StringComparison.Ordinal));
    }
}
