using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Cli.Corpora;
using CivilLine.Review;
using CivilLine.Review.Suggestions;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Perspective;

public sealed class SuggestTests : IAsyncLifetime
{
    private const string Path = "/api/v1/review/suggestions";
    private const string Insult = """{"comment":{"text":"you are an idiot"},"attributeScores":{"INSULT":{"summaryScore":{"value":1}}}}""";

    private Reviewers _desk = null!;
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await Reviewers.StartAsync(settings: ["Perspective:SuggestionsWaiting=3", "Perspective:SuggestionsPerMinute=30"]);
        _key = await KeyAsync("forum");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_suggestion_is_answered_in_Perspectives_shape()
    {
        var (status, answer) = await SuggestAsync($$$$"""
            {"comment":{"text":"{{{{ScriptedScorer.Threat}}}}","type":"PLAIN_TEXT"},"context":{"entries":[{"text":"before","type":"PLAIN_TEXT"}]},
             "attributeScores":{"THREAT":{"summaryScore":{"value":1,"type":"PROBABILITY"}}},
             "languages":["en"],"communityId":"/forum/movies","clientToken":"comment-53922","sessionId":"s-1"}
            """);
        var (_, detected) = await SuggestAsync(Insult);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["clientToken", "requestedLanguages"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal(("comment-53922", "en"), (answer.GetProperty("clientToken").GetString(), answer.GetProperty("requestedLanguages")[0].GetString()));
        Assert.Equal(["detectedLanguages"], detected.EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task Reviewer_sees_what_was_suggested_redacted_beside_what_the_model_said_then()
    {
        await SuggestAsync($$$$$"""
            {"comment":{"text":"{{{{{ScriptedScorer.Threat}}}}} 4111 1111 1111 1111"},"communityId":"secret-forum","clientToken":"who-i-am",
             "attributeScores":{"THREAT_EXPERIMENTAL":{"summaryScore":{"value":0.9}},"INSULT":{"summaryScore":{"value":0.1}}}}
            """);

        var page = await WaitingAsync();

        Assert.Equal(1, page.Waiting);
        var one = Assert.Single(page.Items);
        Assert.Equal((ScriptedScorer.Threat + " [card]", "forum", "scripted-1"), (one.Text, one.From, one.ModelVersion));
        Assert.Equal([Category.Threat], one.Categories!);
        Assert.Equal([Category.Threat], one.ModelCategories);
        Assert.Equal([("INSULT", 0.1), ("THREAT", 0.9)], one.Attributes.Select(each => (each.Name, each.Said)));
        Assert.True(one.Attributes[1].Ours > 0.5);
        var stored = Encoding.UTF8.GetString(await StoredAsync());
        Assert.DoesNotContain("4111", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-forum", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("who-i-am", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"INSULT":{"summaryScore":{"value":1}},"TOXICITY":{"summaryScore":{"value":1}}}""", "Hostility")]
    [InlineData("""{"TOXICITY":{"summaryScore":{"value":0}}}""", "")]
    [InlineData("""{"TOXICITY":{"summaryScore":{"value":1}}}""", null)]
    [InlineData("""{"INSULT":{"summaryScore":{"value":0}}}""", null)]
    [InlineData("""{"PROFANITY":{"spanScores":[{"begin":0,"end":3,"score":{"value":0}},{"begin":4,"end":16,"score":{"value":1}}]}}""", "Swearing")]
    public async Task Attributes_say_which_categories_apply_as_far_as_they_do(string scores, string? categories)
    {
        await SuggestAsync($$"""{"comment":{"text":"you are an idiot"},"attributeScores":{{scores}}}""");

        var one = Assert.Single((await WaitingAsync()).Items);
        Assert.Equal(categories, one.Categories is { } said ? string.Join(", ", said) : null);
    }

    [Theory]
    [InlineData("""{"comment":{"text":" "},"attributeScores":{"THREAT":{"summaryScore":{"value":1}}}}""", "Comment must be non-empty.")]
    [InlineData("""{"comment":{"text":"a"}}""", "attribute_scores must not be empty.")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{}}""", "attribute_scores must not be empty.")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{}}}""", "attribute_scores of attribute THREAT must have")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":null}}""", "attribute_scores of attribute THREAT must have")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"summaryScore":{}}}}""", "summary_score of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"summaryScore":{"value":1.1}}}}""", "summary_score of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"summaryScore":{"value":1,"type":"STD_DEV"}}}}""", "Requested score type STD_DEV")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"spanScores":[{"score":{"value":1}}]}}}""", "span_scores of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"spanScores":[{"begin":0,"end":2,"score":{"value":1}}]}}}""", "span_scores of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"spanScores":[{"begin":0,"end":1,"score":{}}]}}}""", "span_scores of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"KINDNESS":{"summaryScore":{"value":1}}}}""", "Unknown requested attribute: KINDNESS")]
    [InlineData("""{"comment":{"text":"a"},"languages":["fr"],"attributeScores":{"THREAT":{"summaryScore":{"value":1}}}}""", "Attribute THREAT does not support")]
    [InlineData("""{"comment":{"text":"a"},"attributeScores":{"THREAT":{"summaryScore":{"value":"much"}}}}""", "Invalid JSON payload")]
    [InlineData("null", "Invalid JSON payload")]
    public async Task What_is_wrong_is_refused_in_Googles_shape_and_not_filed(string body, string message)
    {
        var (status, answer) = await SuggestAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = answer.GetProperty("error");
        Assert.Equal((400, "INVALID_ARGUMENT"), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.StartsWith(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await WaitingAsync()).Waiting);
    }

    [Fact]
    public async Task The_same_again_waits_once()
    {
        await SuggestAsync(Insult);
        var (status, _) = await SuggestAsync(Insult);

        Assert.Equal((HttpStatusCode.OK, 1L), (status, (await WaitingAsync()).Waiting));
    }

    [Fact]
    public async Task A_key_with_too_many_that_wait_is_told_so_and_another_keys_are_taken()
    {
        for (var i = 0; i < 3; i++)
            await SuggestAsync(Insult.Replace("idiot", $"idiot {i}", StringComparison.Ordinal));

        var (status, answer) = await SuggestAsync(Insult);
        var (other, _) = await SuggestAsync(Insult, await KeyAsync("another"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (status, other));
        Assert.Equal("RESOURCE_EXHAUSTED", answer.GetProperty("error").GetProperty("status").GetString());
        Assert.Contains("wait for a reviewer", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_suggests_too_often_is_told_so_and_may_still_ask_for_scores()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SuggestAsync("{}")));

        Assert.Contains(answers, one => one.Status == HttpStatusCode.TooManyRequests);
        using var asked = await PostAsync("analyze", """{"comment":{"text":"a"},"requestedAttributes":{"THREAT":{}}}""", $"?key={_key}");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Fact]
    public async Task Only_a_key_for_scores_files_suggestions()
    {
        using var body = new StringContent(Insult, Encoding.UTF8, "application/json");

        var (none, _) = await SuggestAsync(Insult, "");
        var (source, _) = await SuggestAsync(Insult, await _desk.Server.NewKeyAsync());
        using var person = await _desk.Quinn.PostAsync("/v1alpha1/comments:suggestscore", body, Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (none, source, person.StatusCode));
    }

    [Fact]
    public async Task Accepted_suggestion_is_a_training_line_with_an_origin_of_its_own()
    {
        await SuggestAsync(Insult);

        Assert.Equal(HttpStatusCode.NoContent, await DecideAsync("accept", new { categories = new[] { "hostility" }, target = "agent", severity = "caution" }));

        Assert.Equal(0, (await WaitingAsync()).Waiting);
        var line = JsonNode.Parse(await _desk.Rosa.GetStringAsync("/api/v1/review/labels.ndjson", Token))!.AsObject();
        Assert.Empty(LineRules.Faults(line));
        Assert.Equal(
            ("you are an idiot", "hostility", "caution", "suggestion"),
            ((string?)line["text"], (string?)line["labels"]![0], (string?)line["severity"], (string?)line["domain"]));
        Assert.StartsWith("sug-", (string?)line["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declined_suggestion_loses_its_words_and_is_no_training_line()
    {
        await SuggestAsync(Insult);

        Assert.Equal(HttpStatusCode.NoContent, await DecideAsync("decline", new { }));

        Assert.Equal("", await _desk.Quinn.GetStringAsync("/api/v1/review/labels.ndjson", Token));
        using var connection = Open();
        Assert.Equal(1, connection.Number("SELECT COUNT(*) FROM Suggestions WHERE Text IS NULL"));
    }

    [Fact]
    public async Task Decisions_are_kept_with_who_made_them_and_the_tables_refuse_to_change_one()
    {
        await SuggestAsync(Insult);
        await SuggestAsync(Insult.Replace("idiot", "fool", StringComparison.Ordinal));
        await DecideAsync("accept", new { categories = Array.Empty<string>(), target = "none" });
        await DecideAsync("decline", new { });

        using var connection = Open();
        Assert.Equal(
            ["Quinn suggestionAccepted suggestion 1", "Quinn suggestionDeclined suggestion 2"],
            connection.Read(row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)}", "SELECT By, Kind, Detail FROM Acts WHERE Kind LIKE 'suggestion%' ORDER BY Id"));
        Assert.Throws<SqliteException>(() => connection.Run("UPDATE SuggestionDecisions SET IsAccepted = 1"));
        Assert.Throws<SqliteException>(() => connection.Run("UPDATE Suggestions SET Text = 'other'"));
        Assert.Throws<SqliteException>(() => connection.Run("UPDATE Suggestions SET Text = NULL, KeyId = ''"));
    }

    [Fact]
    public async Task Second_decision_is_refused_by_the_name_of_who_made_the_first()
    {
        await SuggestAsync(Insult);
        await DecideAsync("decline", new { });

        var (status, problem) = await Reviewers.RefusedAsync(_desk.Rosa, $"{Path}/1/decline", new { });
        var (unknown, _) = await Reviewers.RefusedAsync(_desk.Rosa, $"{Path}/7/decline", new { });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (status, unknown));
        Assert.StartsWith("Quinn", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acceptance_without_a_whole_label_is_refused_by_its_member_and_supervisors_decide_nothing()
    {
        await SuggestAsync(Insult);

        var (_, problem) = await Reviewers.RefusedAsync(_desk.Quinn, $"{Path}/1/accept", new { categories = new[] { "hostility" }, target = "agent" });
        var (supervisor, _) = await Reviewers.RefusedAsync(_desk.Supervisor, $"{Path}/1/decline", new { });

        Assert.Equal(("severity", HttpStatusCode.Forbidden), (problem.GetProperty("member").GetString(), supervisor));
        Assert.Equal(1, (await WaitingAsync()).Waiting);
    }

    private Task<SuggestionPage> WaitingAsync() => Reviewers.GetAsync<SuggestionPage>(_desk.Quinn, Path);

    private async Task<HttpStatusCode> DecideAsync(string how, object label)
    {
        var first = (await WaitingAsync()).Items[0].Id;
        using var answer = await _desk.Quinn.PostAsJsonAsync($"{Path}/{first}/{how}", label, Token);
        return answer.StatusCode;
    }

    private async Task<string> KeyAsync(string name) =>
        (await _desk.Server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name, kind = "perspective" })).GetProperty("key").GetString()!;

    private SqliteConnection Open() => _desk.Server.Services.GetRequiredService<ReviewDatabase>().Open();

    private async Task<byte[]> StoredAsync()
    {
        using var connection = Open();
        connection.Run("PRAGMA main.wal_checkpoint(TRUNCATE)");
        var path = connection.Read(row => row.GetString(0), "SELECT file FROM pragma_database_list WHERE name = 'main'")[0];
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SuggestAsync(string body, string? key = null)
    {
        using var answer = await PostAsync("suggestscore", body, $"?key={key ?? _key}");
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private async Task<HttpResponseMessage> PostAsync(string method, string body, string query)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _desk.Server.Anonymous.PostAsync($"/v1alpha1/comments:{method}{query}", content, Token);
    }
}
