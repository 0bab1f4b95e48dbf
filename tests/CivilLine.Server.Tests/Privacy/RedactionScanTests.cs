using CivilLine.Cli.Admin;
using CivilLine.Server.Tests.Cli;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;
using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Privacy;

public sealed class RedactionScanTests : IAsyncLifetime
{
    private const string Card = "4111111111111111";

    private readonly string _data = TestServer.NewFolder();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartOnAsync(_data);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Clean_store_has_nothing_to_report()
    {
        using var source = await _server.SourceAsync();
        await source.CallOverAsync("c-1", $"i will kill you, my card is {Card} and my phone is 07700 900123");

        var run = await ScanAsync();

        Assert.True(run.Code == 0, run.Output + run.Errors);
        Assert.Contains("0 left", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_todays_rules_would_not_store_are_counted_by_place_and_kind_with_their_calls()
    {
        await SpoilAsync();

        var run = await ScanAsync();

        Assert.Equal(1, run.Code);
        foreach (var place in (string[])["fragments  card  1  c-1", "alerts  card  1  c-1", "outbox  card  1  c-1", "labels  email  1  c-1", "index  card  1  c-1"])
            Assert.Contains(place, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_rewrites_what_was_found_and_leaves_no_trace_in_the_files()
    {
        await SpoilAsync();

        var run = await ScanAsync("--fix");

        Assert.True(run.Code == 0, run.Output + run.Errors);
        var call = await _server.CallAsync("c-1");
        Assert.Equal("i will kill you, my card is [card]", call.Fragments[0].Text);
        Assert.Equal("i will kill you, my card is [card]", Assert.Single(call.Alerts).Text);
        await Eventually.True(
            () => PrivacyDesk.FilesWith(_data, Card).Count == 0, "the card to leave every file", () => string.Join(", ", PrivacyDesk.FilesWith(_data, Card)));
        await _server.IndexedAsync("kill", "c-1");
        Assert.Equal(0, (await ScanAsync()).Code);
    }

    [Fact]
    public async Task Call_that_goes_on_is_reported_and_left_to_its_end()
    {
        await _server.PostAsync(Lines.Said("c-1", "u-1", "hello there"));
        await RunAsync("civilline.db", $"UPDATE Fragments SET Text = 'my card is {Card}'");

        var run = await ScanAsync("--fix");

        Assert.Equal(1, run.Code);
        Assert.Contains("fragments  card  1  c-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 rewritten, 1 left", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A store as one would be that older rules had let a card into.</summary>
    private async Task SpoilAsync()
    {
        using (var source = await _server.SourceAsync())
            await source.CallOverAsync("c-1", "i will kill you, hello");
        await _server.Admin.PostJsonAsync("/api/v1/review/calls/c-1/labels", Reviewers.Label("u-1", ["threat"]));
        await _server.DisposeAsync();
        await RunAsync(
            "civilline.db",
            $$$"""
            UPDATE Fragments SET Text = 'i will kill you, my card is {{{Card}}}' WHERE UtteranceId = 'u-1';
            UPDATE Alerts SET Text = 'i will kill you, my card is {{{Card}}}';
            INSERT INTO Webhooks (Id, Name, Url, Secret, Events, Teams, WithText, Cursor, IsConfigured, CreatedAt, DisabledAt) VALUES ('wh_1', 'desk', 'https://desk.example', '', '[]', '[]', 1, 99999, 0, 0, 1);
            INSERT INTO Deliveries (WebhookId, MessageId, Type, CallId, Body, State, Rounds, CreatedAt, NextAt)
                VALUES ('wh_1', 'al_1', 't', 'c-1', '{"data":{"text":"my card is {{{Card}}}","highlights":[]}}', 2, 0, 0, 0);
            """);
        await RunAsync(
            "review.db",
            """
            DROP TRIGGER Labels_are_only_added;
            UPDATE Labels SET Note = 'write to jo.bloggs@example.com';
            CREATE TRIGGER Labels_are_only_added BEFORE UPDATE ON Labels BEGIN SELECT RAISE(ABORT, 'labels are only added'); END;
            DELETE FROM Words;
            INSERT OR IGNORE INTO Waiting (CallKey) VALUES (1);
            """);
        _server = await TestServer.StartOnAsync(_data);
        await _server.IndexedAsync(Card, "c-1");
    }

    private async Task RunAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, file)};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON;" + sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<CommandRun> ScanAsync(params string[] more)
    {
        var keys = Directory.CreateTempSubdirectory("civilline-admin-");
        await File.WriteAllTextAsync(Path.Combine(keys.FullName, "admin-key"), TestServer.AdminKey, TestContext.Current.CancellationToken);
        var run = await CommandRun.Of(AdminCommand.Create(), ["scan-redaction", .. more, "--to", _server.Address.ToString(), "--data", keys.FullName]);
        keys.Delete(recursive: true);
        return run;
    }
}
