using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using CivilLine.Calls;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Live;
using CivilLine.Server.Tests.Notify;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Ingest;

/// <summary>A number that comes in pieces is nowhere in the end: a whole server, its files, its hub, its webhooks.</summary>
public sealed class RedactionTests : IAsyncLifetime
{
    private const string First = "4539578763";
    private const string Last = "621486";

    private static readonly string[] Settings =
        ["Notify:AllowedNetworks:0=127.0.0.0/8", "Notify:PollMs=20", "Notify:Retries=0"];

    private readonly string _data = TestServer.NewFolder();
    private readonly string _call = Lines.NewCall();
    private readonly ConcurrentQueue<FragmentView> _pushed = new();
    private Receiver _receiver = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _server = await TestServer.StartOnAsync(_data, null, Settings);
        await _server.Admin.PostJsonAsync("/api/v1/admin/webhooks", new { name = "desk", url = _receiver.Url, events = new[] { "alerts" } });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Number_completed_by_a_later_piece_is_rewritten_in_store_pages_alerts_and_outbox()
    {
        _receiver.Answer = 503;
        await using var page = await Page.OpenAsync(_server);
        await SayFirstAsync();
        page.Hub.On<List<FragmentView>>("Fragments", fragments => fragments.ForEach(_pushed.Enqueue));
        await page.Hub.InvokeAsync("Watch", _call, TestContext.Current.CancellationToken);
        await Eventually.Seen("the alert's event in the outbox", () => Task.FromResult(_receiver.All.Count), count => count > 0);

        await _server.PostAsync(Lines.Said(_call, "u-2", $"{Last} you idiot", startMs: 3000, endMs: 4000));

        var alert = (await _server.AlertsAsync(_call)).First(one => one.UtteranceIds.Contains("u-1"));
        Assert.DoesNotContain(First, alert.Text, StringComparison.Ordinal);
        Assert.All(alert.Highlights, one => Assert.Equal("you idiot", alert.Text.Substring(one.Start, one.Length)));
        var detail = await _server.CallAsync(_call);
        Assert.Equal(
            ["you idiot it's [card]", "you idiot it's [card]", "[card] you idiot"], detail.Fragments.Select(one => one.Text));
        await Eventually.True(() => _pushed.Any(one => one is { UtteranceId: "u-1", Text: "you idiot it's [card]" }), "the rewritten fragment on the page");
        await Eventually.True(
            () => page.Alerts.Values.Any(one => one.Id == alert.Id && !one.Text.Contains(First, StringComparison.Ordinal)), "the rewritten alert on the page");
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_data, "civilline.db")};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync(TestContext.Current.CancellationToken);
        await using var bodies = store.CreateCommand();
        bodies.CommandText = "SELECT group_concat(Body) FROM Deliveries";
        Assert.DoesNotContain(First, (string)(await bodies.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pieces_of_a_number_are_nowhere_in_the_end_in_whatever_order_they_came()
    {
        _receiver.Answer = 503;
        await using var page = await Page.OpenAsync(_server);
        string[] orders = [.. Orders([0, 1, 2, 3])];
        foreach (var order in orders)
        {
            var call = $"{_call}-{order}";
            string[] pieces =
            [
                Lines.Said(call, "u-1", "you idiot that is 45395787", startMs: 1000, endMs: 2000),
                Lines.Said(call, "u-2", "6362", isFinal: false, startMs: 3000, endMs: 3500),
                Lines.Said(call, "u-2", "636214", revision: 1, startMs: 3000, endMs: 4000),
                Lines.Said(call, "u-3", "86 you idiot", startMs: 5000, endMs: 6000),
            ];
            foreach (var at in order)
                Assert.Empty((await _server.PostAsync(pieces[at - '0'])).Rejected);
            await _server.PostAsync(Lines.Ended(call));
        }

        foreach (var order in orders)
        {
            var detail = await _server.CallAsync($"{_call}-{order}");
            Assert.All(detail.Fragments, one => Assert.False(one.Text.Any(char.IsAsciiDigit), $"{order}: {one.UtteranceId} {one.Revision} '{one.Text}'"));
            Assert.All(detail.Alerts, one => Assert.False(one.Text.Any(char.IsAsciiDigit), $"{order}: '{one.Text}'"));
        }
        await Eventually.True(
            () => page.Alerts.Values.All(one => !one.Text.Any(char.IsAsciiDigit)), "no digit in any alert on the page",
            () => string.Join('\n', page.Alerts.Values.Select(one => one.Text)));
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_data, "civilline.db")};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync(TestContext.Current.CancellationToken);
        await using var bodies = store.CreateCommand();
        bodies.CommandText = "SELECT group_concat(Body) FROM Deliveries";
        var waiting = (string)(await bodies.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        var texts = Regex.Matches(waiting, "\"text\":\"([^\"]*)\"").Select(one => one.Groups[1].Value).ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => text.Any(char.IsAsciiDigit));
        await Eventually.Seen("no file with any of it", () => Task.FromResult(FilesWith("45395787").ToList()), files => files.Count == 0);
    }

    [Fact]
    public async Task Number_completed_after_a_restart_is_rewritten_too()
    {
        await SayFirstAsync();
        await _server.DisposeAsync();
        _server = await TestServer.StartOnAsync(_data, null, Settings);

        await _server.PostAsync(Lines.Said(_call, "u-2", Last, startMs: 3000, endMs: 4000));

        Assert.DoesNotContain((await _server.CallAsync(_call)).Fragments, one => one.Text.Any(char.IsAsciiDigit));
    }

    [Fact]
    public async Task Value_is_in_no_file_once_it_is_known_for_one()
    {
        await SayFirstAsync();
        await _server.PostAsync(Lines.Said(_call, "u-2", Last, startMs: 3000, endMs: 4000), Lines.Ended(_call));

        await Eventually.Seen(
            "no file with any of it", () => Task.FromResult(FilesWith(First).Concat(FilesWith(First[..8])).ToList()), files => files.Count == 0);
    }

    [Fact]
    public async Task Hash_of_a_text_says_nothing_of_its_numbers()
    {
        await _server.PostAsync(Lines.Said(_call, "u-1", "it's 4539"));

        var other = await _server.PostAsync(Lines.Said(_call, "u-1", "it's 5787"));

        Assert.Empty(other.Rejected);
    }

    private static IEnumerable<string> Orders(int[] left) => left.Length == 0
        ? [""]
        : left.SelectMany(first => Orders([.. left.Where(one => one != first)]).Select(rest => $"{first}{rest}"));

    private Task<IngestReply> SayFirstAsync() => _server.PostAsync(
        Lines.Said(_call, "u-1", $"you idiot it's {First[..6]}", isFinal: false, startMs: 1000, endMs: 1500),
        Lines.Said(_call, "u-1", $"you idiot it's {First}", revision: 1, startMs: 1000, endMs: 2000));

    private IEnumerable<string> FilesWith(string value) =>
        Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && Read(file).IndexOf(Encoding.UTF8.GetBytes(value)) >= 0)
            .Select(file => Path.GetFileName(file));

    private static ReadOnlySpan<byte> Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var read = new MemoryStream();
            stream.CopyTo(read);
            return read.ToArray();
        }
        catch (FileNotFoundException)
        {
            // The server goes on, and what it writes for a moment may be gone again.
            return [];
        }
    }
}
