using CivilLine.Cli.Admin;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Notify;

namespace CivilLine.Server.Tests.Cli;

public sealed class WebhookCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("civilline-admin-");
    private TestServer _server = null!;
    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _server = await TestServer.StartAsync("Notify:AllowedNetworks:0=127.0.0.0/8", "Notify:PollMs=20", "Notify:Retries=0");
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, "admin-key"), TestServer.AdminKey, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Secret_is_printed_once_and_signs_the_test_message()
    {
        var added = await WebhookAsync("add", "desk", Url, "--event", "alerts", "--min-severity", "serious");
        var secret = added.Output.Split('\n').Single(line => line.StartsWith("secret ", StringComparison.Ordinal))["secret ".Length..].Trim();

        var tested = await WebhookAsync("test", "desk");
        var listed = await WebhookAsync("list");

        Assert.Equal((0, "delivered, answered 204"), (tested.Code, tested.Output.Trim()));
        Assert.True(Assert.Single(_receiver.All).IsSignedBy(secret), "the test message is not signed with the secret that was printed");
        Assert.Contains(Url, listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_that_the_receiver_does_not_take_says_why_and_fails()
    {
        _receiver.Answer = 503;
        await WebhookAsync("add", "desk", Url);

        var tested = await WebhookAsync("test", "desk");

        Assert.Equal(1, tested.Code);
        Assert.Contains("503", tested.Errors, StringComparison.Ordinal);
        Assert.Contains("goes on trying", tested.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_webhook_is_gone_and_another_name_is_told_to_be_unknown()
    {
        await WebhookAsync("add", "desk", Url);

        Assert.Equal(1, (await WebhookAsync("remove", "dask")).Code);
        Assert.Equal(0, (await WebhookAsync("remove", "desk")).Code);

        Assert.Contains("no webhook yet", (await WebhookAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Team_that_is_not_there_is_told_in_the_servers_words()
    {
        var added = await WebhookAsync("add", "desk", Url, "--team", "bilings");

        Assert.Equal(1, added.Code);
        Assert.Contains("'teams[0]' is the id of no team", added.Errors, StringComparison.Ordinal);
    }

    private string Url => _receiver.Url.ToString();

    private Task<CommandRun> WebhookAsync(params string[] arguments) => CommandRun.Of(
        AdminCommand.Create(), ["webhook", .. arguments, "--to", _server.Address.ToString(), "--data", _data.FullName]);
}
