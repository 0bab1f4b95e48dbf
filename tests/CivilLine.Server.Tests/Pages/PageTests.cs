using System.Net;
using System.Text.RegularExpressions;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Pages;

public sealed partial class PageTests(ServerFixture fixture)
{
    private readonly HttpClient _anybody = fixture.Server.Client(null);

    [Theory]
    [InlineData("/", "cl-supervisor")]
    [InlineData("/agent?agent=a-7", "cl-agent")]
    [InlineData("/review", "cl-review")]
    [InlineData("/review/c-42", "cl-review")]
    [InlineData("/care", "cl-care")]
    [InlineData("/admin", "cl-admin")]
    [InlineData("/operator", "cl-operator")]
    [InlineData("/sign-in?token=x", "cl-sign-in")]
    public async Task Page_is_served_to_anybody_and_asked_for_again_each_time(string path, string element)
    {
        using var response = await _anybody.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains($"<{element}>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_that_did_not_change_is_not_sent_again()
    {
        using var first = await _anybody.GetAsync("/", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _anybody.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Assets_of_every_page_are_there_with_their_type_and_kept_for_good()
    {
        foreach (var page in (string[])["/", "/agent", "/review", "/care", "/admin", "/operator", "/sign-in"])
        {
            var assets = Asset().Matches(await _anybody.GetStringAsync(page, TestContext.Current.CancellationToken));
            Assert.NotEmpty(assets);
            foreach (var path in assets.Select(match => match.Value))
            {
                using var response = await _anybody.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Equal(TypeOf(path), response.Content.Headers.ContentType?.MediaType);
                Assert.Contains("immutable", response.Headers.CacheControl?.ToString());
            }
        }
    }

    [Fact]
    public async Task Pages_hold_no_inline_script_or_style()
    {
        foreach (var page in (string[])["/", "/agent", "/review", "/care", "/admin", "/operator", "/sign-in"])
        {
            var html = await _anybody.GetStringAsync(page, TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("<style|style=|<script(?![^>]* src=)| on[a-z]+=", html);
        }
    }

    [Theory]
    [InlineData("/assets/../index.html")]
    [InlineData("/assets/%2e%2e/%2e%2e/CivilLine.Server.dll")]
    [InlineData("/assets/none.js")]
    [InlineData("/index.html")]
    public async Task Nothing_else_of_the_disk_is_served(string path)
    {
        using var response = await _anybody.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.False(response.IsSuccessStatusCode);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript",
        ".css" => "text/css",
        _ => "image/svg+xml",
    };

    [GeneratedRegex("/assets/[^\"]+")]
    private static partial Regex Asset();
}
