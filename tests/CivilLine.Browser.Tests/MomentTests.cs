using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>What the demo is a script of, played by its own lines. The fifth moment is in <see cref="DemoTests"/>.</summary>
[Collection(OneServer.Name)]
public sealed class MomentTests(ServerFixture fixture)
{
    [Fact]
    public async Task Frightening_beginning_is_withdrawn_and_a_threat_in_two_pieces_alarms()
    {
        var turns = DemoMoments.Turns("1-subscription");
        var call = new CallDriver(fixture.Server, "moment-1", "a-201", "moment-one");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya One", "moment-one");
        var alerts = wall.Alerts(call);

        await call.StartAsync();
        await call.PlayAsync(turns[0]);
        await call.InterimAsync(turns[1].Text, revision: 0);
        await Expect(alerts).ToHaveAttributeAsync("data-detection", "provisional");
        await call.FinishAsync(turns[1].Text, revision: 1);
        await call.PlayAsync(turns[2]);
        await Expect(alerts).ToHaveAttributeAsync("data-detection", "withdrawn");
        await Expect(wall.Alarm).ToHaveCountAsync(0);

        foreach (var turn in turns.Skip(3).Take(5))
            await call.PlayAsync(turn);

        var threat = wall.Page.Locator("[data-testid=alert][data-call=moment-1][data-severity=critical][data-category=threat]:not([data-detection=withdrawn])");
        await Expect(threat).ToHaveCountAsync(1);
        await Expect(threat.Locator("mark").First).ToBeVisibleAsync();
        await Expect(wall.Alarm).ToBeVisibleAsync();
        await call.PlayAsync(turns[8]);
        await Expect(threat).ToHaveAttributeAsync("data-detection", "confirmed");
    }

    [Fact]
    public async Task Contempt_without_a_bad_word_gives_the_agent_a_sentence_and_saying_it_moves_the_ladder()
    {
        var turns = DemoMoments.Turns("2-contempt");
        var call = new CallDriver(fixture.Server, "moment-2", "a-202", "moment-two");
        var agent = await AgentPage.OpenAsync(fixture, "Sam Two", call, "moment-two");

        await call.StartAsync();
        foreach (var turn in turns.Take(3))
            await call.PlayAsync(turn);
        await agent.ExpectStepAsync("calm");
        await call.PlayAsync(turns[3]);

        await agent.ExpectStepAsync("caution");
        await Expect(agent.Say).ToContainTextAsync("speak to me respectfully");
        await call.PlayAsync(turns[4]);
        await agent.ExpectStepAsync("warn");
    }

    [Fact]
    public async Task Agent_asks_for_help_and_sees_who_is_listening()
    {
        var call = new CallDriver(fixture.Server, "moment-3", "a-203", "moment-three");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Three", "moment-three");
        var agent = await AgentPage.OpenAsync(fixture, "Chloe Three", call, "moment-three");
        await call.StartAsync();
        foreach (var turn in DemoMoments.Turns("3-help").Take(6))
            await call.PlayAsync(turn);

        await agent.NeedHelp.ClickAsync();
        await Expect(wall.Card(call).GetByTestId("help-sign")).ToBeVisibleAsync();
        await wall.OpenAsync(call);
        await wall.Page.GetByTestId("respond-listening").ClickAsync();

        await Expect(agent.Help).ToContainTextAsync("Priya Three is listening");
    }

    [Fact]
    public async Task Furious_fair_complaint_raises_nothing()
    {
        var call = new CallDriver(fixture.Server, "moment-4", "a-204", "moment-four");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Four", "moment-four");
        var turns = DemoMoments.Turns("4-fair-fury");

        await call.StartAsync();
        foreach (var turn in turns)
            await call.PlayAsync(turn);

        // Its last words are on the wall: whatever it was to raise has come before them.
        await Expect(wall.Card(call)).ToContainTextAsync(turns[^1].Text);
        await Expect(wall.Card(call)).ToHaveAttributeAsync("data-step", "calm");
        await Expect(wall.Alerts(call)).ToHaveCountAsync(0);
    }
}
