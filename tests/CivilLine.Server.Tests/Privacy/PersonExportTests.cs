using System.Text.Json;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;
using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Privacy;

public sealed class PersonExportTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private HttpClient _source = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _source = await _server.SourceAsync();
        await _source.CallOverAsync("c-1", "i will kill you", caller: "hash-1", agentId: "a-1");
        await _source.CallOverAsync("c-2", "hello", caller: "hash-2", agentId: "a-1");
        await _source.CallOverAsync("c-3", "hello", caller: "hash-1", agentId: "a-2");
        await _server.Admin.PostJsonAsync("/api/v1/review/calls/c-1/labels", Reviewers.Label("u-1", ["threat"]));
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Callers_export_has_all_of_their_calls_and_nothing_of_others()
    {
        var lines = await ExportAsync(new { caller = "hash-1", reason = "asked" });

        Assert.Equal(["c-1", "c-3"], lines.Where(line => Kind(line) == "call").Select(line => line.GetProperty("of").GetProperty("call").GetProperty("callId").GetString()));
        Assert.Equal(4, lines.Count(line => Kind(line) == "fragment"));
        foreach (var kind in (string[])["alert", "alertChange", "incident", "label", "step"])
            Assert.Contains(kind, lines.Select(Kind));
        Assert.DoesNotContain(lines, line => line.GetRawText().Contains("c-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agents_export_has_their_calls_and_what_is_known_of_them()
    {
        await _server.SignInAsync("Sam", Role.Agent, "a-1");

        var lines = await ExportAsync(new { agentId = "a-1", reason = "asked" });

        Assert.Equal("Sam", lines.Single(line => Kind(line) == "person").GetProperty("of").GetProperty("name").GetString());
        Assert.Equal(["c-1", "c-2"], lines.Where(line => Kind(line) == "call").Select(line => line.GetProperty("of").GetProperty("call").GetProperty("callId").GetString()));
    }

    [Fact]
    public async Task Export_is_in_the_audit_without_the_callers_own_name()
    {
        await ExportAsync(new { caller = "hash-1", reason = "the caller asked" });

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "review.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Detail FROM Acts WHERE Kind = 'personExported'";
        var detail = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains("the caller asked", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("hash-1", detail, StringComparison.Ordinal);
    }

    private static string Kind(JsonElement line) => line.GetProperty("kind").GetString()!;

    private async Task<List<JsonElement>> ExportAsync(object asked)
    {
        using var answer = await _server.Admin.PostAsync(
            "/api/v1/admin/export", System.Net.Http.Json.JsonContent.Create(asked), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
