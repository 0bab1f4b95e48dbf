using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Cli;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Review;

public sealed class WhatIfModelTests : IDisposable
{
    private const string Path = "/api/v1/review/what-if";
    private readonly string _models = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public async Task Calls_are_decided_again_by_another_models_own_scores()
    {
        TinyModel.Train(_models, "tiny");
        await using var desk = await Reviewers.StartAsync(settings: [$"WhatIf:Models={_models}"]);
        await desk.CallAsync("only-active", "you stupid thing");
        await desk.CallAsync("only-tiny", "telling hostility word 2");
        await desk.CallAsync("neither", "good morning");
        var choices = await Reviewers.GetAsync<WhatIfChoices>(desk.Quinn, $"{Path}/choices");
        Assert.Equal([new ModelChoice("scripted-1", true), new ModelChoice("tiny", false)], choices.Models);

        var started = await desk.Quinn.PostJsonAsync(Path, new { model = "tiny" });
        var run = await Eventually.Seen(
            "the run to be over", () => Reviewers.GetAsync<WhatIfView>(desk.Quinn, $"{Path}/{started.GetProperty("id").GetString()}"),
            one => one.State > WhatIfState.Running);

        Assert.Equal((WhatIfState.Done, 3, 0, "scripted-1", "tiny"), (run.State, run.Done, run.Failed, run.ModelBefore, run.ModelAfter));
        Assert.Equal((1, 1, 1, 1), (run.Counts.Before, run.Counts.After, run.Counts.Gained, run.Counts.Lost));
        Assert.Equal(
            [(WhatIfChange.Gained, "only-tiny", Category.Hostility), (WhatIfChange.Lost, "only-active", Category.Hostility)],
            run.Examples.Select(one => (one.Change, one.CallId, (one.After ?? one.Before!).Category)));
    }

    [Fact]
    public async Task Model_that_is_refused_fails_the_run_and_says_why()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(_models, "broken"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(_models, "broken", "card.json"), "{}", TestContext.Current.CancellationToken);
        await using var desk = await Reviewers.StartAsync(settings: [$"WhatIf:Models={_models}"]);
        await desk.CallAsync("c-1", "you stupid thing");

        var started = await desk.Quinn.PostJsonAsync(Path, new { model = "broken" });
        var run = await Eventually.Seen(
            "the run to be over", () => Reviewers.GetAsync<WhatIfView>(desk.Quinn, $"{Path}/{started.GetProperty("id").GetString()}"),
            one => one.State > WhatIfState.Running);

        Assert.Equal(WhatIfState.Failed, run.State);
        Assert.Contains("broken is refused", run.Problem, StringComparison.Ordinal);
    }
}
