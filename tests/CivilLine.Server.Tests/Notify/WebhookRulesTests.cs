using System.Net;
using CivilLine.Notify;
using CivilLine.Security;

namespace CivilLine.Server.Tests.Notify;

public sealed class WebhookRulesTests
{
    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f000001/hook")]
    [InlineData("https://0177.0.0.1/hook")]
    [InlineData("https://127.1/hook")]
    [InlineData("https://0.0.0.0/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:10.0.0.1]/hook")]
    [InlineData("https://[fe80::1]/hook")]
    [InlineData("https://[64:ff9b::a00:1]/hook")]
    [InlineData("https://hooks.example@127.0.0.1/hook")]
    [InlineData("https://127.0.0.1@hooks.example/hook")]
    [InlineData("https://hooks.example/hook#@127.0.0.1")]
    [InlineData("https:\\\\127.0.0.1/hook")]
    [InlineData("http://hooks.example/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example/_")]
    [InlineData("//hooks.example/hook")]
    public void Address_that_leads_inside_or_hides_where_it_leads_is_refused(string url) =>
        Assert.Equal("url", Fault(url)?.Member);

    [Theory]
    [InlineData("https://hooks.example/hook?a=127.0.0.1")]
    [InlineData("https://93.184.216.34/hook")]
    public void Public_address_is_taken(string url) => Assert.Null(Fault(url));

    [Theory]
    [InlineData("quibblewhack")]
    [InlineData(null)]
    public void Team_or_event_that_is_none_is_refused_and_not_repeated(string? unknown)
    {
        var team = Fault(new NewWebhook("pager", "https://hooks.example", null, [unknown!], null, null, null));
        var kind = Fault(new NewWebhook("pager", "https://hooks.example", ["alerts", unknown!], null, null, null, null));

        Assert.Equal(("teams", "'teams[0]' is the id of no team: none was added yet."), team);
        Assert.Equal(("events", "'events' holds alerts, incidents and nothing else."), kind);
    }

    private static (string Member, string Rule)? Fault(NewWebhook given) =>
        WebhookRules.Fault(given, RosterSnapshot.Of([], [], []), Array.Empty<IPNetwork>());

    private static (string Member, string Rule)? Fault(string url) =>
        Fault(new NewWebhook("pager", url, null, null, null, null, null));
}
