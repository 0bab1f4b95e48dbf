using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Cli.Corpora;
using CivilLine.Review;
using CivilLine.Review.Labels;
using CivilLine.Scoring;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed class LabelTests : IAsyncLifetime
{
    private Reviewers _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Reviewers.StartAsync();
        await _desk.CallAsync("c-1", "you stupid cow", "where is my parcel", "my card is 4111 1111 1111 1111 thanks");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Label_is_kept_with_its_labeller_and_the_versions_of_the_moment()
    {
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", ["hostility", "swearing"]);

        var label = Assert.Single((await LabelsAsync(_desk.Quinn)).Labels);
        Assert.Equal(("Quinn", true), (label.Labeller, label.Mine));
        Assert.Equal([Category.Swearing, Category.Hostility], label.Categories);
        Assert.Equal((Target.Agent, Severity.Serious), (label.Target, label.Severity));
        Assert.Equal(("scripted-1", CivilLine.Escalation.Documents.StandardPolicy.Policies.Version), (label.ModelVersion, label.PolicyVersion));
    }

    [Fact]
    public async Task Second_reviewer_sees_the_first_label_only_beside_their_own()
    {
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", ["hostility"]);

        var before = await LabelsAsync(_desk.Rosa);
        Assert.Empty(before.Labels);
        Assert.Equal(1, before.Others);
        await Reviewers.LabelAsync(_desk.Rosa, "c-1", "u-0", []);
        var after = await LabelsAsync(_desk.Rosa);

        Assert.Equal(["Quinn", "Rosa"], after.Labels.Select(label => label.Labeller));
    }

    [Fact]
    public async Task Relabelling_adds_a_row_and_the_table_refuses_to_change_one()
    {
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", []);

        Assert.Empty(Assert.Single((await LabelsAsync(_desk.Quinn)).Labels).Categories);
        using var connection = _desk.Server.Services.GetRequiredService<ReviewDatabase>().Open();
        Assert.Equal(2, connection.Number("SELECT COUNT(*) FROM Labels"));
        Assert.Contains("only added", Assert.Throws<SqliteException>(() => connection.Run("UPDATE Labels SET Categories = 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_of_another_team_is_answered_like_none_and_supervisors_do_not_label()
    {
        var label = Reviewers.Label("u-0", ["threat"]);

        Assert.Equal(HttpStatusCode.NotFound, (await Reviewers.RefusedAsync(_desk.Elsewhere, "/api/v1/review/calls/c-1/labels", label)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Reviewers.RefusedAsync(_desk.Supervisor, "/api/v1/review/calls/c-1/labels", label)).Status);
    }

    [Theory]
    [InlineData(null, "hostility", "agent", "serious", 0, "utteranceId")]
    [InlineData("u-0", null, "agent", "serious", 0, "categories")]
    [InlineData("u-0", "hostility", null, "serious", 0, "target")]
    [InlineData("u-0", "hostility", "agent", null, 0, "severity")]
    [InlineData("u-0", "hostility", "agent", "serious", null, "revision")]
    [InlineData("u-0", "hostility", "agent", "serious", 7, "revision")]
    [InlineData("u-9", "hostility", "agent", "serious", 0, "utteranceId")]
    public async Task Bad_label_is_refused_by_its_member(
        string? utterance, string? category, string? target, string? severity, int? revision, string member)
    {
        var label = Reviewers.Label(utterance, category is null ? null : [category], target, severity, revision);

        var (_, problem) = await Reviewers.RefusedAsync(_desk.Quinn, "/api/v1/review/calls/c-1/labels", label);

        Assert.Equal(member, problem.GetProperty("member").GetString());
    }

    [Fact]
    public async Task Agreement_counts_what_the_first_two_said_at_first()
    {
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Rosa, "c-1", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-1", []);
        await Reviewers.LabelAsync(_desk.Rosa, "c-1", "u-1", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Rosa, "c-1", "u-1", []);

        var agreement = (await Reviewers.GetAsync<CallLabels>(_desk.Quinn, "/api/v1/review/calls/c-1/labels")).Agreement;

        Assert.Equal((2, 1), (agreement.Pairs, agreement.Alike));
        var hostility = agreement.Categories.Single(one => one.Category == Category.Hostility);
        Assert.Equal((1, 0, 0, 1), (hostility.BothYes, hostility.BothNo, hostility.OnlyFirst, hostility.OnlySecond));
        Assert.Equal(0, hostility.Kappa);
    }

    [Fact]
    public async Task Export_holds_settled_labels_as_corpus_lines_without_a_trace_of_the_call()
    {
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-2", []);
        await Reviewers.LabelAsync(_desk.Quinn, "c-1", "u-1", []);
        await Reviewers.LabelAsync(_desk.Rosa, "c-1", "u-1", ["threat"]);

        var text = await _desk.Quinn.GetStringAsync("/api/v1/review/labels.ndjson", TestContext.Current.CancellationToken);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Empty(LineRules.Faults(line)));
        Assert.Contains(lines, line => (string?)line["text"] == "you stupid cow" && (string?)line["severity"] == "serious");
        Assert.DoesNotContain("4111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-7", text, StringComparison.Ordinal);
    }

    private static async Task<FragmentLabels> LabelsAsync(HttpClient who) =>
        (await Reviewers.GetAsync<CallLabels>(who, "/api/v1/review/calls/c-1/labels")).Fragments.Single(one => one.UtteranceId == "u-0");
}
